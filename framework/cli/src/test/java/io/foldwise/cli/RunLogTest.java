package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind of its course: in its log, and in the last lines that it prints. */
final class RunLogTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = small
            data { type = synthetic-reports, train-reports = 40, test-reports = 4 }
            split { type = k-fold, folds = 2 }
            model { type = text-cnn, filters = 2, kernels = [2], embedding = 4 }
            trainer { epochs = 2, optimizer { type = sgd, lr = 1e-9 } }
            metrics = [mlogloss]
            keep-diff = false
            """;

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    @Test
    void logsWhatHappenedAndWhatWasDecided() throws IOException {
        Path run = run(EXPERIMENT);
        assertThat(Files.readString(run.resolve("foldwise.log")))
                .contains("small: 2 folds to fit on 1 worker")
                .contains("trial 0 fold 1 started")
                .contains("trial 0 fold 0: epoch 1/2, loss")
                .contains("trial 0 fold 1 finished after 2 epochs, best mlogloss")
                .contains("ensemble    mean of")
                .containsPattern("(?m)mlogloss +0\\.\\d+")
                .contains(run.toString());
    }

    @Test
    void leavesAPageUnlessItIsNotWanted() throws IOException {
        Path run = run(EXPERIMENT);
        assertThat(output.results())
                .contains("page        " + run.resolve("report.html"))
                .containsPattern("curve +mlogloss");
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page)
                .contains("id=\"labels\"", "class=\"sample\"", "class=\"words\"")
                .doesNotContain("data-live=");
        assertThat(foldwise("report", run.toString())).as(output.progress()).isEqualTo(ExitCode.DONE);
        assertThat(run.resolve("report.html")).hasContent(page);

        Path without = run(EXPERIMENT + "\nexecution.page = false");
        assertThat(without.resolve("report.html")).doesNotExist();
    }

    @Test
    void saysWhenTheModelIsWorseThanAGuess() throws IOException {
        Path run = run(EXPERIMENT);
        List<String> lines = output.results().lines().toList();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(run.toString());
        assertThat(lines.get(lines.size() - 2))
                .matches(
                        "verdict +worse than a constant guess: mlogloss 0\\.\\d+ out of fold, base rates 0\\.\\d+; .*");
    }

    @Test
    void logsWhatIsDoneAgain() throws IOException {
        Path run = run(EXPERIMENT);
        Files.delete(run.resolve("trial-000/fold-0/oof.csv"));
        assertThat(foldwise("resume", run.toString(), "--in-process"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        assertThat(run.resolve("foldwise.log")).content().contains("trial 0 fold 0 is trained again");
    }

    @Test
    void logsWhyARunEndedEarly() throws IOException {
        Path file = Files.writeString(folder.resolve("small.conf"), EXPERIMENT + "\ntrainer.optimizer.lr = 1e38");
        Path results = folder.resolve("results");
        assertThat(foldwise("run", file.toString(), "--in-process", "--results", results.toString()))
                .as(output.progress())
                .isEqualTo(ExitCode.FAILED);
        Path run =
                Path.of(output.results().lines().reduce((earlier, last) -> last).orElseThrow());
        assertThat(run.resolve("foldwise.log")).content().containsPattern("ERROR .*diverged: ");
    }

    private Path run(String experiment) throws IOException {
        Path file = Files.writeString(folder.resolve("small.conf"), experiment);
        assertThat(foldwise(
                        "run",
                        file.toString(),
                        "--in-process",
                        "--results",
                        folder.resolve("results").toString()))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        return Path.of(output.results().lines().reduce((earlier, last) -> last).orElseThrow());
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
