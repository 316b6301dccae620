package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file in {@code broken} says in its last comments which report it deserves: {@code #set} lines are what follows
 * {@code --set}, {@code #says} lines the problems.
 */
final class BrokenExperimentsTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/config/broken");

    private final RecordBinder binder =
            new RecordBinder(PluginLoader.of(List.of(new SamplePlugin())).catalog());

    @TestFactory
    Stream<DynamicTest> everyBrokenFileIsReportedInFull() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList()
                    .stream();
        }
    }

    private void check(Path file) throws IOException {
        List<String> said = comments(file, "#says ");
        List<String> set = comments(file, "#set ");

        ConfigException report = catchThrowableOfType(ConfigException.class, () -> {
            List<Setting> settings = set.stream().map(Setting::parse).toList();
            binder.bind(Experiment.class, ExperimentSource.load(file.getFileName(), settings, DIRECTORY));
        });

        assertThat(said).as("expected problems").isNotEmpty();
        assertThat(report).as("report").isNotNull();
        assertThat(report.problems()).map(Problem::toString).containsExactlyElementsOf(said);
    }

    private static List<String> comments(Path file, String mark) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
