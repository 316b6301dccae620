package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, the answer is a record or a report. */
final class MutilatedExperimentsTest {

    private static final int FILES = 500;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "=",
            ",",
            "\n",
            "\"",
            "${",
            "${x}",
            "${?x}",
            "${data-dir}",
            "#",
            "\\",
            "null",
            "type",
            ".",
            "1",
            "-",
            "1e999",
            "include \"",
            "include \"complete.conf\"\n",
            "+=",
            "$",
            "é",
            " ",
            "\"\"\"",
            "${model}",
            "${name} [2]",
            "net",
            "model",
            "//");

    private final RecordBinder binder =
            new RecordBinder(PluginLoader.of(List.of(new SamplePlugin())).catalog());

    @Test
    void theyBindOrAreReportedWithTheirFile() throws IOException {
        String whole = Files.readString(Path.of("src/test/resources/config/complete.conf"));
        SplittableRandom random = new SplittableRandom(2021);
        int bound = 0;
        for (int number = 0; number < FILES; number++) {
            String text = mutilated(whole, random);
            if (binds(text)) {
                bound++;
            }
        }
        assertThat(bound).isBetween(FILES / 50, FILES / 2);
    }

    private boolean binds(String text) {
        try {
            ExperimentSource source = ExperimentSource.of("src/test/resources/config/broken.conf", text);
            source.inlined();
            binder.bind(Experiment.class, source);
            return true;
        } catch (ConfigException report) {
            assertThat(report.problems())
                    .as(text)
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.toString()).startsWith("src/test/resources/config/"));
            return false;
        } catch (RuntimeException | StackOverflowError crash) {
            return fail("on\n" + text, crash);
        }
    }

    private static String mutilated(String whole, SplittableRandom random) {
        StringBuilder text = new StringBuilder(whole);
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int start = random.nextInt(text.length());
            int end = Math.min(text.length(), start + random.nextInt(4));
            text.replace(start, end, random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
