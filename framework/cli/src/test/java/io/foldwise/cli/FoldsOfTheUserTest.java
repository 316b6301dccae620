package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds that stand in a file or a column of the data. */
final class FoldsOfTheUserTest {

    private static final int SAMPLES = 24;

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    private Path folds;

    @BeforeEach
    void writeFiles() throws IOException {
        StringBuilder table = new StringBuilder("id,a,b,site,high\n");
        StringBuilder assignment = new StringBuilder("id,fold\n");
        for (int row = 0; row < SAMPLES; row++) {
            table.append("%d,%d,%d,%s,%d\n"
                    .formatted(
                            row,
                            row * 7 % 5,
                            row * 3 % 7,
                            List.of("Bonn", "Rome", "Oslo").get(row % 3),
                            row / 3 % 2));
            assignment.append("%d,%d\n".formatted(row, row % 2 + 1));
        }
        Files.writeString(folder.resolve("train.csv"), table);
        folds = Files.writeString(folder.resolve("folds.csv"), assignment);
    }

    @Test
    void areTakenFromAFileThatBelongsToTheRun() throws IOException {
        Path run = run("split { type = given, file = folds.csv }");
        List<String> roles = Files.readAllLines(run.resolve("split.csv"));
        assertThat(roles.subList(0, 3)).containsExactly("row,fold-0,fold-1", "0,scored,train", "1,train,scored");
        assertThat(run.resolve("provenance.json")).content().contains("split.file");

        Files.writeString(folds, Files.readString(folds).replace("0,1\n", "0,2\n"));
        assertThat(foldwise("resume", run.toString(), "--in-process")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains(folds + " has changed since this run began");
    }

    @Test
    void thatHoldOutWhatTheyLearnFromAreTold() throws IOException {
        Path train = folder.resolve("train.csv");
        Files.writeString(train, Files.readString(train).replace("7,4,0,Rome,0", "7,0,0,Rome,0")); // as sample 0
        Path run = run("split { type = leave-one-source-out, column = site }");
        assertThat(output.progress())
                .contains("2 of 24 held-out samples are equal to one that their fold learns from, such as '0' to '7'");
        assertThat(run.resolve("leaks.json")).content().contains("\"equal\" : 2");
        Files.writeString(run.resolve("leaks.json"), "{");
        assertThat(foldwise("resume", run.toString(), "--in-process")).isEqualTo(ExitCode.DONE);
        assertThat(output.progress()).contains("leaks.json, which is damaged");
    }

    @Test
    void areOnePerSource() throws IOException {
        Path run = run("split { type = leave-one-source-out, column = site }");
        assertThat(Files.readAllLines(run.resolve("split.csv")).subList(0, 4))
                .containsExactly(
                        "row,fold-0,fold-1,fold-2",
                        "0,scored,train,train",
                        "1,train,train,scored",
                        "2,train,scored,train");
    }

    @Test
    void areCheckedAsFarAsParametersTell() throws IOException {
        Path right = experiment("right.conf", "split { type = leave-one-source-out, column = site }");
        Path wrong = experiment("wrong.conf", "split { type = repeated, of { type = given, file = nowhere.csv } }");
        assertThat(foldwise("check", right.toString(), wrong.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.results())
                .contains("split     leave-one-source-out, as many folds as the data says")
                .contains("training  a unit per fold of at most 1 epochs");
        assertThat(output.progress()).contains("wrong.conf:8: split.of.file: there is no file " + folder);
    }

    @Test
    void areRefusedWithWhatIsWrong() throws IOException {
        Files.writeString(folds, "id,fold\nx,1\n");
        Path file = experiment("file.conf", "split { type = given, file = folds.csv }");
        assertThat(foldwise("run", file.toString(), "--in-process")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("folds.csv:2: there is no sample 'x' in the data")
                .contains("folds.csv: has no line for 24 of 24 samples, the first is '0'");
        Path column = experiment("column.conf", "split { type = leave-one-source-out, column = hospital }");
        assertThat(foldwise("run", column.toString(), "--in-process")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress())
                .contains("column.conf:8: split: the data has no column 'hospital'; those to split by are site");
    }

    private Path run(String split) throws IOException {
        Path file = experiment("x.conf", split);
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

    private Path experiment(String name, String split) throws IOException {
        return Files.writeString(folder.resolve(name), Shared.INCLUDE + """
                name = own-folds
                data { type = numeric-table, train = train.csv, labels = [high], attributes = [site] }
                model { type = perceptron, hidden = [2] }
                trainer { epochs = 1 }
                keep-diff = false

                """ + split + "\n");
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
