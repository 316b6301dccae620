package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a run while it goes on. */
final class TrackingTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = followed
            data { type = synthetic-reports, train-reports = 100, test-reports = 0 }
            split { type = k-fold, folds = 2 }
            model { type = text-cnn, embedding = 4, filters = 4 }
            trainer { epochs = 2 }
            tracking { %s }
            """;

    @TempDir
    private Path folder;

    @Test
    void eventFilesLieInTheRunsFolder() throws IOException {
        Answer answer = run("type = tensorboard", "--quiet");
        assertThat(answer.progress()).isEmpty();
        Path run = PlantRuns.last(answer);
        for (String series : List.of("fold-0", "fold-1", "")) {
            assertThat(run.resolve("tracking").resolve(series)).isDirectoryContaining("glob:**events.out.tfevents.*");
        }
        Path file;
        try (Stream<Path> files = Files.list(run.resolve("tracking/fold-0"))) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("loss", "learning-rate", "validation/mlogloss", "held-out/mlogloss");
        assertThat(run.resolve("resolved.conf")).content().contains("tracking {\n  type = tensorboard\n");
    }

    @Test
    void aRunGoesOnWithoutATrackerThatFails() throws IOException {
        Answer answer = run("type = mlflow, uri = \"http://localhost:9\"", "--events");
        List<JsonNode> events = new ArrayList<>();
        for (String line : answer.progress().lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertThat(events)
                .extracting(event -> event.get("event").asText())
                .startsWith("run")
                .contains("epoch", "finished");
        JsonNode epoch = events.stream()
                .filter(event -> event.get("event").asText().equals("epoch"))
                .findFirst()
                .orElseThrow();
        assertThat(epoch.get("report").get("loss").asDouble()).isPositive();
        assertThat(epoch.get("fold").asInt()).isZero();
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("notice"))
                .extracting(event -> event.get("text").asText())
                .anyMatch(text -> text.startsWith(
                        "the run goes on without its tracker mlflow: http://localhost:9 cannot be reached"));
    }

    private Answer run(String tracking, String option) throws IOException {
        Path file = Files.writeString(folder.resolve("followed.conf"), EXPERIMENT.formatted(tracking));
        return PlantRuns.done(
                "run",
                file.toString(),
                "--in-process",
                option,
                "--results",
                folder.resolve("runs").toString());
    }
}
