package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.PluginJar;
import io.foldwise.cli.context.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plugin that lies outside of the build, from its sources to predictions. */
@Tag("slow")
final class OutsidePluginTest {

    private static final Path PROJECT = Path.of("..", "..");
    private static final String PLUGINS = "FOLDWISE_PLUGINS";

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void layOut() throws IOException {
        for (String file : new String[] {
            "docs/example-plugin/sine.conf",
            "experiments/example-table.conf",
            "experiments/data/example-train.csv",
            "experiments/data/example-test.csv",
            "conf/foldwise.conf"
        }) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), folder.resolve(file));
        }
        jar = PluginJar.example(Files.createDirectory(folder.resolve("build")));
    }

    @Test
    void trainsInWorkersAndPredictsFromSavedModels() throws Exception {
        Path library = Files.createDirectory(folder.resolve("library"));
        PluginJar.pack(jar.resolveSibling("library.jar"), library); // which plugins may need, and which holds none
        Program run = run("--workers", "2", "--plugins", "build");
        assertThat(run.status()).as(run.progress()).isZero();
        Path result = run.folder();

        Program predict = Program.run(
                folder,
                Map.of(PLUGINS, "build"),
                "predict",
                result.toString(),
                "--input",
                "experiments/data/example-test.csv",
                "--output",
                "again.csv");
        assertThat(predict.status()).as(predict.progress()).isZero();
        assertThat(predict.folder()).hasSameBinaryContentAs(result.resolve("submission.csv"));

        Program without = Program.run(folder, Map.of(PLUGINS, ""), "resume", result.toString());
        assertThat(without.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(without.progress()).contains("sine-waves").doesNotContain("\tat ");
    }

    @Test
    void isPartOfTheProgramWhoseChecksumARunKeeps() throws Exception {
        Path first = run("--in-process", "--plugins", jar.toString()).folder();
        Path more = Files.createDirectories(folder.resolve("more/org/example"));
        Files.writeString(more.resolve("More.class"), "more");
        Path other = PluginJar.pack(
                folder.resolve("other.jar"), folder.resolve("build/classes"), folder.resolve("more"), services());
        Path second = run("--workers", "1", "--plugins", other.toString()).folder();

        assertThat(program(second)).isNotEqualTo(program(first));
        for (Path result : new Path[] {first, second}) {
            assertThat(json(result.resolve("trial-000/fold-0/unit.json"))
                            .at("/environment/program")
                            .asText())
                    .isEqualTo(program(result));
        }
    }

    private Program run(String... options) throws Exception {
        String[] arguments = new String[options.length + 6];
        String[] first = {"run", "docs/example-plugin/sine.conf", "--set", "trainer.epochs=2", "--set", "split.folds=2"
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(options, 0, arguments, first.length, options.length);
        return Program.run(folder, arguments);
    }

    private static Path services() {
        return PROJECT.resolve("docs/example-plugin/src/main/resources");
    }

    private static String program(Path result) throws IOException {
        return json(result.resolve("provenance.json")).get("program").asText();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
