package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.wiring.Plugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldwiseTest {

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
    void checksSeveralFilesAndReportsAllProblems() throws IOException {
        Path right = file("right.conf", EXPERIMENT);
        Path wrong = file("wrong.conf", EXPERIMENT + "trainer.epoch = 4\nmodel.filters = many\n");
        Path missing = folder.resolve("missing.conf");
        assertThat(foldwise("check", right.toString(), wrong.toString(), missing.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.results())
                .startsWith("ok  " + right)
                .contains("model     text-cnn")
                .contains("split     k-fold, 4 folds")
                .contains("4 units of at most 3 epochs")
                .doesNotContain("wrong.conf");
        assertThat(output.progress())
                .contains("wrong.conf:7: trainer.epoch: unknown key; did you mean 'epochs'?")
                .contains("wrong.conf:8: model.filters")
                .contains("missing.conf");
    }

    @Test
    void speaksOfNoEpochsWhereThereAreNone() throws IOException {
        Path file = file("direct.conf", EXPERIMENT + "model = { type = bag-of-ngrams }\n");
        assertThat(foldwise("check", file.toString())).as(output.progress()).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("4 units, each fitted in one go").doesNotContain("bce");
    }

    @Test
    void refusesAFolderAndATimeLimitThatLeavesNoTime() throws IOException {
        Path file = file(
                "hurried.conf",
                EXPERIMENT + "search { time-limit = 0s, space { \"trainer.l2\" = { choice = [0, 1] } } }\n");
        assertThat(foldwise("check", "/", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("hurried.conf:7: search")
                .contains("leaves no time")
                .doesNotContain("unexpected");
    }

    @Test
    void tellsWhatASweepWouldTry() throws IOException {
        String search = "search { trials = 7, space { trainer.optimizer.lr = { log-uniform = [1e-4, 1e-2] } } }\n"
                .replace("trainer.optimizer.lr", "\"trainer.optimizer.lr\"");
        Path file = file("search.conf", EXPERIMENT + search);
        assertThat(foldwise("check", file.toString())).as(output.progress()).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("at most 7 trials of 4 folds, varying trainer.optimizer.lr");
    }

    @Test
    void startsWorkersWithCompilerDirectivesThatJavaAccepts() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Foldwise.workers(Path.of("..", "..").toString()).entry().stream()
                .filter(word -> word.startsWith("-XX"))
                .forEach(command::add);
        command.add("-version");
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).contains("1 compiler directives added");
        assertThat(Foldwise.workers(folder.toString()).entry())
                .as("without the file")
                .noneMatch(word -> word.startsWith("-XX"));
    }

    @Test
    void findsEachCommandByTheNameThatItHas() {
        assertThat(foldwise("--help")).isEqualTo(ExitCode.DONE);
        List<String> listed = output.results()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .filter(line -> line.matches("  [a-z]\\S* .*"))
                .map(line -> line.trim().split(" ")[0])
                .toList();
        assertThat(listed).contains("check", "runs", "plugins").hasSizeGreaterThan(14);
        for (String command : listed) {
            assertThat(foldwise(command, "--help")).isEqualTo(ExitCode.DONE);
            assertThat(output.results()).contains("Usage: foldwise " + command + " ");
        }
    }

    @Test
    void refusesASubmissionWithoutTestSamples() throws IOException {
        String submission = "submission { type = ct-report-round1 }\n";
        Path invented = file("invented.conf", EXPERIMENT + "data.test-reports = 0\n" + submission);
        Path train = file("train.csv", "0|,|1 2 |,|3 \n");
        Path read = file(
                "read.conf",
                EXPERIMENT.replaceAll("data .*", "data { type = ct-report, train = \"" + train + "\" }") + submission);
        assertThat(foldwise("check", invented.toString(), read.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("invented.conf:8: submission: there are no test samples to submit")
                .contains("read.conf:7: submission: there are no test samples to submit");
    }

    @Test
    void predictsReportsThatAreLongerThanAnyItLearnedFrom() throws IOException {
        Path train = file("train.csv", "0|,|1 2 |,|3 \n1|,|2 3 4 |,|\n2|,|1 3 |,|3 \n3|,|4 5 |,|\n");
        Path experiment = file("positions.conf", Shared.INCLUDE + """
                name = positions
                data { type = ct-report, train = "%s" }
                split { type = k-fold, folds = 2 }
                model { type = transformer, width = 4, heads = 1, blocks = 1, feed-forward = 4 }
                trainer { epochs = 1 }
                """.formatted(train));
        String results = folder.resolve("results").toString();
        assertThat(foldwise("run", experiment.toString(), "--in-process", "--results", results))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        String run = output.results().lines().reduce((earlier, last) -> last).orElseThrow();
        Path input = file("longer.csv", "7|,|1 2 \n8|,|1 2 3 4 5 \n");
        Path predicted = folder.resolve("predicted.csv");
        assertThat(foldwise("predict", run, "--input", input.toString(), "--output", predicted.toString()))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        assertThat(output.progress())
                .contains(input + ": 1 of 2 samples were cut at the end, for the run reads sequences of up to 3 of 859"
                        + " categories; the first is '8', cut by 2");
        assertThat(Files.readAllLines(predicted)).hasSize(3);
    }

    @Test
    void checksWhatIsSetOnTheCommandLine() throws IOException {
        Path file = file("right.conf", EXPERIMENT);
        assertThat(foldwise("check", file.toString(), "--set", "trainer.epochs=-1"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("--set trainer.epochs");
    }

    @Test
    void readsNoDataToCheck() throws IOException {
        Path file = file("right.conf", EXPERIMENT + "data.train-reports = 2000000000\n");
        assertThat(foldwise("check", file.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void refusesAWrongExperimentBeforeItMakesAFolder() throws IOException {
        Path file = file("wrong.conf", EXPERIMENT + "trainer.epoch = 4\n");
        Path results = folder.resolve("results");
        assertThat(foldwise("run", file.toString(), "--results", results.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(results).doesNotExist();
        assertThat(output.results()).isEmpty();
        assertThat(output.progress()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void refusesToTrainInProcessWithOtherThreadsThanTheExperimentAsksFor() throws IOException {
        Path file = file("right.conf", EXPERIMENT + "execution.threads = 9\n");
        Path results = folder.resolve("results");
        assertThat(foldwise("run", file.toString(), "--in-process", "--results", results.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("put OMP_NUM_THREADS=9 before the command");
        assertThat(results).doesNotExist();
    }

    @Test
    void explainsWrongUsage() {
        assertThat(foldwise("runn", "x.conf")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("Unmatched argument").contains("foldwise run");
        assertThat(foldwise("run")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("'FILE'").contains("foldwise run --help");
        assertThat(foldwise("run", "x.conf", "--workers", "0")).isEqualTo(ExitCode.REFUSED);
        assertThat(foldwise("plugins")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.results()).isEmpty();
    }

    @Test
    void helpsWhenNothingIsAskedFor() {
        assertThat(foldwise()).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("check", "shift", "run", "resume", "predict", "plugins", "doctor");
        assertThat(output.results()).doesNotContain("worker");
    }

    @Test
    void refusesFoldersWithoutARun() {
        assertThat(foldwise("resume", folder.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("holds no run");
        assertThat(foldwise("resume", folder.resolve("none").toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(foldwise("predict", folder.toString(), "--input", "a", "--output", "b"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(foldwise("worker", folder.toString())).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void refusesToPredictWithARunThatIsNotFinished() throws IOException {
        file("resolved.conf", EXPERIMENT);
        Path input = file("input.csv", "");
        assertThat(foldwise("predict", folder.toString(), "--input", input.toString(), "--output", "b"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("holds no finished run: `foldwise resume` completes one");
    }

    @Test
    void listsAndDescribesComponents() {
        assertThat(foldwise("plugins", "list")).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).containsPattern("model +text-cnn +TextPlugin +Text CNN");
        assertThat(foldwise("plugins", "describe", "ct-report-round1")).isEqualTo(ExitCode.DONE);
        assertThat(output.results())
                .as("all kinds that use the name")
                .contains("metric ct-report-round1")
                .contains("submission ct-report-round1");
    }

    @Test
    void listsComponentsOnATerminalOfEightyColumns() {
        assertThat(foldwise("plugins", "list")).isEqualTo(ExitCode.DONE);
        assertThat(output.results().lines().filter(line -> line.length() > 80)).isEmpty();
    }

    @Test
    void listsComponentsForMachines() {
        assertThat(foldwise("plugins", "list", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).startsWith("[ {").contains("\"name\" : \"text-cnn\"");
    }

    @Test
    void suggestsNamesOfComponents() {
        assertThat(foldwise("plugins", "describe", "text-cn")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("no plugin offers 'text-cn'", "did you mean 'text-cnn'");
    }

    @Test
    void describesBlocksOfExperiments() {
        assertThat(foldwise("plugins", "describe", "trainer")).isEqualTo(ExitCode.DONE);
        assertThat(output.results())
                .startsWith("block trainer")
                .containsPattern("early-stop\\.patience +3 +whole number \\(epochs\\), greater than 0 +So many");
        assertThat(foldwise("plugins", "describe", "search", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("\"key\" : \"pruning.folds.risk\"");
    }

    @Test
    void listsWhatThereIsToDescribe() {
        assertThat(foldwise("plugins", "describe", "zebra")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains(
                        "`foldwise plugins list`",
                        "blocks are experiment, losses, augment, unlabelled, trainer, start, stages, metrics, post-processing, execution, search");
        assertThat(foldwise("plugins", "describe", "trainers")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("did you mean 'trainer'?");
    }

    @Test
    void refusesToMakeAModelTwice() {
        assertThat(foldwise("plugins", "new", "model", "text-cnn")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("the model text-cnn is there already");
        assertThat(foldwise("plugins", "new", "los", "mine")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("there is no kind of component 'los'; did you mean 'loss'?");
        assertThat(foldwise("plugins", "new", "gizmo", "mine")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("'gizmo'; kinds are augmentation, ensembler, examples, hook, inference, loss, metric, model");
    }

    @Test
    void tellsTheUnexpectedInALineAndTheRestInALog() throws IOException {
        Engine broken = new Engine() {
            @Override
            public Plugins plugins() {
                throw new IllegalStateException("a fault of ours\nwith details");
            }

            @Override
            public ExperimentLoader loader() {
                throw new NoClassDefFoundError("gone");
            }
        };
        Path log = folder.resolve("foldwise.log");
        LogFile.ofThisProcess().writeTo(log);
        Foldwise foldwise = new Foldwise(output.console(), broken, LogFile::ofThisProcess);
        assertThat(foldwise.execute("plugins", "list")).isEqualTo(ExitCode.FAILED);
        assertThat(foldwise.execute("check", "any.conf")).isEqualTo(ExitCode.FAILED);
        assertThat(output.progress().lines())
                .hasSize(4)
                .contains("foldwise: the details are in " + log)
                .contains("foldwise: unexpected IllegalStateException: a fault of ours")
                .contains("foldwise: unexpected NoClassDefFoundError: gone");
        assertThat(Files.readString(log)).contains("with details").contains("FoldwiseTest");
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
