package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are well formed, and hardly meant so. */
final class OddRequestsTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = small
            data { type = synthetic-reports, train-reports = 200, test-reports = 20 }
            split { type = k-fold, folds = 4 }
            model { type = text-cnn }
            trainer { epochs = 3 }
            """;

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    @Test
    void whatNoMachineCanGiveIsRefused() throws IOException {
        assertThat(check("execution { heap = 1, threads = 100000, workers = 100000 }"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("x.conf:7: execution.heap: is 1, but must be at least 256")
                .contains("x.conf:7: execution.workers: is 100000, but must be at most 1000");
        assertThat(check("execution { heap = 100000000, off-heap = 2147483647, threads = 100000 }"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("x.conf:7: execution.threads: is 100000, but must be at most ")
                .contains("x.conf:7: execution.heap: is 100000000 MiB, but this machine has ")
                .contains("x.conf:7: execution.off-heap: is 2147483647 MiB, but this machine has ");
    }

    @Test
    void aSlipInOneBlockHidesNoneInAnother() throws IOException {
        Path file = Files.writeString(folder.resolve("y.conf"), Shared.INCLUDE + """
                name = small
                sed = 3
                data { type = text-table, train = "missing.csv", classes { column = mood, names = [sad, glad] } }
                split { type = k-fold, folds = 1 }
                model { type = bilstm, embeding = 32 }
                loss = bce
                metrics = [mlogloss]
                ensemble { type = mean, best-fold = 3 }
                execution { executor = lokal, threads = 100000 }
                search { space { "model.hidden" { choise = [8, 16] }, "data.train" { choice = [1] } } }
                """);

        assertThat(foldwise("check", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("y.conf:3: sed: unknown key; did you mean 'seed'?")
                .contains("y.conf:4: data.train: there is no file ")
                .contains("y.conf:5: split.folds: is 1, but must be at least 2")
                .contains("y.conf:6: model.embeding: unknown key")
                .contains("y.conf:7: loss: ")
                .contains("y.conf:9: ensemble.best-fold: unknown key")
                .contains("y.conf:10: execution.executor: there is no executor 'lokal'; did you mean 'local'?")
                .contains("y.conf:10: execution.threads: is 100000, but must be at most ")
                .contains("y.conf:11: search.space.\"model.hidden\"")
                .contains("y.conf:11: search.space.\"data.train\"");
    }

    @Test
    void aNameThatNoFileSystemTakesIsRefused() throws IOException {
        assertThat(check("name = " + "x".repeat(300))).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("x.conf:7: name: is 'xxx").contains("but must be of size 100 at most");
    }

    @Test
    void aKeyThatIsGivenTwiceAndAMetricThatIsMeasuredTwiceAreTold() throws IOException {
        assertThat(check("trainer.epochs = 4\nmetrics = [mlogloss, macro-auc, mlogloss]"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        assertThat(output.progress())
                .contains("x.conf:7: trainer.epochs: overrides line 6; take one of the two out\n")
                .contains("x.conf:8: metrics[2]: mlogloss is measured already; take one of the two out\n");
    }

    @Test
    void aHomeDirectoryIsNotExpanded() throws IOException {
        Path file = file("");
        assertThat(foldwise("run", file.toString(), "--results=~/results")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("--results").contains("~ is not expanded here; write the full path");
        assertThat(Path.of("~")).doesNotExist();
    }

    @Test
    void fewerWorkersThanNoneAreRefused() throws IOException {
        assertThat(foldwise("run", file("").toString(), "--workers", "-1")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("--workers must be from 0 to 1000, not -1");
    }

    private int check(String lines) throws IOException {
        return foldwise("check", file(lines).toString());
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("x.conf"), EXPERIMENT + lines);
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
