package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import io.foldwise.cli.context.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches, with worker processes, and whatever happens to them. */
@Tag("slow")
final class SweepTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = sweep
            data { type = synthetic-reports, train-reports = 200, test-reports = 40 }
            split { type = k-fold, folds = 3 }
            model { type = text-cnn, embedding = 16, filters = 16, kernels = [2, 3] }
            trainer { epochs = 30 }
            ensemble { type = mean, best-trials = 2 }
            submission { type = ct-report-round1 }
            search {
              trials = 8
              lag = 3
              pruning { folds {}, curves {} }
              space {
                "trainer.optimizer.lr" = { log-uniform = [1e-4, 1e-1] }
                "model" = { choice = [{ type = text-cnn, filters = 8 }, { type = text-cnn, kernels = [3] }] }
                "model.embedding" = { choice = [8, 16, 24] }
              }
            }
            """;
    private static final List<String> GENETIC =
            List.of("--set", "search.generator=genetic", "--set", "search.genetic.population=3");

    private static final String FAILING = Shared.INCLUDE + """
            name = failing
            data { type = synthetic-reports, train-reports = 100, test-reports = 20 }
            split { type = k-fold, folds = 2 }
            model { type = text-cnn, embedding = 8, filters = 8, kernels = [2, 3] }
            trainer { epochs = 3 }
            execution { retries = 0, heap = 256, off-heap = 256 }
            search {
              generator = grid
              trials = 4
              space {
                "trainer.optimizer.lr" = { choice = [1e-2, 1e37] }
                "model.embedding" = { choice = [8, 200000] }
              }
            }
            """;

    @TempDir
    private static Path folder;

    private static Path undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Files.writeString(folder.resolve("sweep.conf"), EXPERIMENT);
        Program program = Program.run(folder, "sweep", "sweep.conf", "--in-process", "--results", "undisturbed");
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(program.results()).contains("rank  trial", "is the best of", "best.conf");
        undisturbed = program.folder();
    }

    @Test
    void comesOutTheSameWithSeveralWorkers() throws Exception {
        Program program = Program.run(folder, "sweep", "sweep.conf", "--workers", "3", "--results", "workers");
        assertThat(program.status()).as(program.progress()).isZero();
        assertSameResults(program.folder(), undisturbed);
    }

    @Test
    void survivesKillsOfTheCoordinatorAndOfWorkers() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        Program program = Program.start(folder, "sweep", "sweep.conf", "--workers", "2", "--results", "killed");
        program.await("started on worker");
        Path run = onlyRun("killed");
        for (int kill = 0; kill < 4; kill++) {
            program.await("started on worker");
            Thread.sleep(random.nextInt(3000));
            program.kill();
            program.status();
            program = Program.start(folder, "resume", run.toString(), "--workers", "2");
        }
        program.await("started on worker");
        program.workers().get(0).destroyForcibly();
        assertThat(program.status()).as(program.progress()).isZero();
        assertSameResults(run, undisturbed);
    }

    @Test
    void writesTheBestTrialAsAnExperimentThatGivesTheSameAgain() throws Exception {
        Program program =
                Program.run(folder, "run", undisturbed.resolve("best.conf").toString(), "--results", "best");
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(program.folder().resolve("oof.csv")).hasSameBinaryContentAs(undisturbed.resolve("oof.csv"));
        assertThat(program.folder().resolve("report.html"))
                .content()
                .contains(
                        "the run undisturbed/sweep/" + undisturbed.getFileName() + ", whose record this experiment is");
    }

    @Test
    void goesOnWithMoreTrialsAndTellsMachinesWhatCameOut() throws Exception {
        Program few = sweep(GENETIC, "few", "--workers", "2", "--set", "search.trials=5");
        Program many = sweep(GENETIC, "many", "--workers", "2");
        Path run = few.folder();

        Program more = Program.run(folder, "resume", run.toString(), "--trials", "8", "--json");

        assertThat(more.status()).as(more.progress()).isZero();
        assertSameResults(run, many.folder());
        JsonNode json = new ObjectMapper().readTree(more.results());
        assertThat(json.at("/trials")).hasSize(8);
        assertThat(json.at("/selection/score").isNumber()).isTrue();
        assertThat(folder.resolve(json.at("/run").asText())).isEqualTo(run);
        assertThat(folder.resolve(json.at("/bestExperiment").asText())).exists();
    }

    @Test
    void predictsWithTheBestTrials() throws Exception {
        Path test = folder.resolve("reports.csv");
        Files.writeString(test, "0|,|5 8 13 21 \n1|,|34 55 \n");
        Program predict = Program.run(
                folder, "predict", undisturbed.toString(), "--input", test.toString(), "--output", "predicted.csv");
        assertThat(predict.status()).as(predict.progress()).isZero();
        assertThat(Files.readAllLines(folder.resolve("predicted.csv"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=null", "search.space.\"model.filtres\"={ choice = [1, 2] }"})
    void refusesWhatItCannotSearch(String setting) throws Exception {
        Program program = Program.run(folder, "sweep", "sweep.conf", "--results", "refused", "--set", setting);
        assertThat(program.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(program.progress())
                .containsAnyOf("sweep.conf has no search block", "search.space.\"model.filtres\": unknown key");
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void refusesToGoOnWithAnotherSpace() throws Exception {
        Program program = sweep(List.of(), "changed", "--in-process", "--set", "search.trials=1");
        Path resolved = program.folder().resolve("resolved.conf");
        Files.writeString(resolved, Files.readString(resolved) + "\nsearch.lag = 9\n");

        Program resumed = Program.run(folder, "resume", program.folder().toString());

        assertThat(resumed.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(resumed.progress()).contains("search.lag was 3 and is 9");
    }

    /** A learning rate at which numbers overflow, and a layer that no worker's memory holds. */
    @Test
    void recordsTrialsThatFailAndGoesOn() throws Exception {
        Path file = folder.resolve("failing.conf");
        Files.writeString(file, FAILING);
        Program program = Program.run(folder, "sweep", file.toString(), "--workers", "2", "--results", "failing");

        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(Files.readAllLines(program.folder().resolve("trials.csv")))
                .hasSize(5)
                .anyMatch(line -> line.contains("finished"))
                .anyMatch(line -> line.contains("diverged"))
                .anyMatch(line -> line.contains("out of memory"));
        assertThat(program.results()).contains("3 failed");

        Program again = Program.run(folder, "resume", program.folder().toString());
        assertThat(again.status()).as(again.progress()).isZero();
        assertThat(again.progress()).as("failures are kept").doesNotContain("started on worker");
    }

    @Test
    void saysWhyWhenEveryTrialFails() throws Exception {
        Path file = folder.resolve("hopeless.conf");
        Files.writeString(file, FAILING + "search.space.\"trainer.optimizer.lr\" = { choice = [1e36, 1e37] }\n");
        Program program = Program.run(
                folder,
                "sweep",
                file.toString(),
                "--in-process",
                "--results",
                "hopeless",
                "--set",
                "search.space.\"model.embedding\"=null");

        assertThat(program.status()).as(program.progress()).isEqualTo(ExitCode.FAILED);
        assertThat(program.progress()).contains("none of 2 trials finished", "2 of them: diverged");
    }

    private static Program sweep(List<String> settings, String results, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("sweep", "sweep.conf", "--results", results));
        arguments.addAll(settings);
        arguments.addAll(List.of(more));
        Program program = Program.run(folder, arguments.toArray(String[]::new));
        assertThat(program.status()).as(program.progress()).isZero();
        return program;
    }

    private static void assertSameResults(Path run, Path other) {
        List<String> files = List.of("trials.csv", "importance.csv", "oof.csv", "ensemble.json", "submission.csv");
        for (String file : files) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
        }
    }

    private static Path onlyRun(String results) throws IOException {
        try (var runs = Files.list(folder.resolve(results).resolve("sweep"))) {
            return runs.findFirst().orElseThrow();
        }
    }
}
