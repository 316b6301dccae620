package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foldwise shift} on small data. */
final class ShiftTest {

    private static final Path TABLES = Path.of("..", "..", "experiments", "data");

    private static final String REPORTS = Shared.INCLUDE + """
            name = small
            data { type = synthetic-reports, train-reports = 200, test-reports = 150, shift = 0 }
            split { type = k-fold, folds = 4 }
            model { type = text-cnn }
            """;

    private static final String TABLE = Shared.INCLUDE + """
            name = table
            data { type = numeric-table, train = train.csv, test = test.csv, labels = [circle, corner, wave] }
            split { type = k-fold, folds = 3 }
            model { type = perceptron }
            """;

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    @Test
    void saysThatAlikeSamplesAreAlike() throws IOException {
        assertThat(shift(REPORTS)).as(output.progress()).isEqualTo(ExitCode.DONE);
        assertThat(output.results())
                .startsWith("samples  200 for training, 150 for the test\n")
                .containsPattern("AUC      0\\.[45]\\d\\d\\d \\(")
                .contains("meaning  hardly to be told apart");
    }

    @Test
    void saysWhatGivesDifferentSamplesAwayAndWhatToBelieve() throws IOException {
        assertThat(shift(REPORTS, "--set", "data.shift=1"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        assertThat(output.results())
                .containsPattern("AUC      0\\.[89]\\d\\d\\d \\(")
                .contains("meaning  told apart: random folds flatter; believe grouped folds")
                .contains("\n\ngiveaway  in training  in test\n")
                .containsPattern("\n\\d+( \\d+)? +\\d+\\.\\d %  +\\d+\\.\\d %\n");
        assertThat(output.results().lines().skip(5)).hasSize(10);
    }

    @Test
    void givesJsonThatAProgramCanRead() throws IOException {
        assertThat(shift(REPORTS, "--json", "--set", "data.shift=1"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(output.results());
        assertThat(json.get("name").asText()).isEqualTo("small");
        assertThat(json.get("trainingSamples").asInt()).isEqualTo(200);
        assertThat(json.get("testSamples").asInt()).isEqualTo(150);
        assertThat(json.get("auc").asDouble()).isBetween(0.8, 1.0);
        assertThat(json.get("meaning").asText()).startsWith("told apart");
        JsonNode first = json.at("/giveaways/0");
        assertThat(first.get("feature").asText()).matches("\\d+( \\d+)?");
        assertThat(first.get("inTraining").asDouble())
                .isBetween(0.0, 1.0)
                .isNotEqualTo(first.get("inTest").asDouble());
    }

    @Test
    void saysTheSameAgain() throws IOException {
        shift(REPORTS);
        String once = output.results();
        shift(REPORTS);
        assertThat(output.results()).isEqualTo(once + once);
    }

    @Test
    void refusesAnExperimentWithoutTestSamples() throws IOException {
        assertThat(shift(REPORTS, "--set", "data.test-reports=0")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .singleElement()
                .asString()
                .contains("has no test samples to compare with");
        assertThat(output.results()).isEmpty();
    }

    @Test
    void refusesFewerSamplesThanItNeeds() throws IOException {
        assertThat(shift(REPORTS, "--set", "data.test-reports=4")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines()).singleElement().asString().contains("4 test samples are too few");
    }

    @Test
    void refusesDataWhoseReaderCannotCompare() throws IOException {
        Files.copy(TABLES.resolve("example-train.csv"), folder.resolve("train.csv"));
        Files.copy(TABLES.resolve("example-test.csv"), folder.resolve("test.csv"));
        assertThat(shift(TABLE)).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .singleElement()
                .asString()
                .contains("data of type numeric-table cannot be compared");
        assertThat(output.results()).isEmpty();
    }

    @Test
    void refusesAWrongExperiment() throws IOException {
        assertThat(shift(REPORTS + "trainer.epoch = 4\n")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("experiment.conf:6: trainer.epoch: unknown key; did you mean 'epochs'?");
    }

    private int shift(String experiment, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.conf"), experiment);
        List<String> arguments = new ArrayList<>(List.of("shift", file.toString()));
        arguments.addAll(List.of(options));
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess)
                .execute(arguments.toArray(String[]::new));
    }
}
