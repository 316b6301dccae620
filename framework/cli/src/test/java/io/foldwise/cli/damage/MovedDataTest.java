package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run, and its data somewhere else. */
@Tag("slow")
final class MovedDataTest {

    private static final List<String> RESULTS = List.of("oof.csv", "ensemble.json", "submission.csv");

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void writeTheInput() throws IOException {
        input = Files.writeString(folder.resolve("input.csv"), "id,a,b\n0,1,2\n1,4,6\n");
    }

    @Test
    void aRunIsPredictedFromAndGoneOnWith() throws IOException {
        FinishedRun run = begun("run");
        Answer before = run.predict(input, folder.resolve("before.csv"));
        assertThat(before.code()).as(before.progress()).isZero();
        FinishedRun copy = run.copied(folder.resolve("copy"));
        FinishedRun.delete(run.path());
        Path moved = Files.move(folder.resolve("data"), folder.resolve("moved"));

        Answer predicted = copy.predict(input, folder.resolve("after.csv"));
        assertThat(predicted.code()).as(predicted.progress()).isZero();
        assertThat(folder.resolve("after.csv")).hasSameBinaryContentAs(folder.resolve("before.csv"));

        Answer lost = copy.resume();
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.progress()).contains("there is no file", "train.csv", "say with --data-dir where it is now");
        FinishedRun.delete(copy.file("trial-000/fold-1"));
        byte[][] results = contents(copy);
        Answer resumed = copy.resume("--data-dir", moved.toString());
        assertThat(resumed.code()).as(resumed.progress()).isZero();
        assertThat(resumed.progress()).contains("1 finished before").doesNotContain("trained again");
        assertThat(contents(copy)).isEqualTo(results);
        assertThat(copy.predict(input, folder.resolve("again.csv")).code())
                .as("resume remembers the place")
                .isZero();
    }

    @Test
    void aSweepIsExtended() throws IOException {
        FinishedRun sweep = begun("sweep");
        Path moved = Files.move(folder.resolve("data"), folder.resolve("moved"));

        Answer resumed = sweep.resume("--data-dir", moved.toString(), "--trials", "3");

        assertThat(resumed.code()).as(resumed.progress()).isZero();
        assertThat(resumed.progress()).contains("4 finished before");
        assertThat(Files.readAllLines(sweep.file("trials.csv"))).hasSize(4);
        assertThat(sweep.file("best.conf"))
                .content()
                .contains(moved.resolve("train.csv").toString());
        Answer again = sweep.resume();
        assertThat(again.code()).as(again.progress()).isZero();
    }

    @Test
    void aFolderThatIsNotThereIsRefused() throws IOException {
        Answer resumed =
                begun("run").resume("--data-dir", folder.resolve("nowhere").toString());

        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.progress()).contains("--data-dir: there is no folder " + folder.resolve("nowhere"));
    }

    /** Earlier releases kept the checksums of data files by path, and had paths decide. */
    @Test
    void aRunOfAnEarlierReleaseIsPredictedFromAndNotGoneOnWith() throws IOException {
        FinishedRun run = begun("run");
        run.predict(input, folder.resolve("before.csv"));
        ObjectMapper json = new ObjectMapper();
        ObjectNode provenance =
                (ObjectNode) json.readTree(run.file("provenance.json").toFile());
        ObjectNode byPath = json.createObjectNode();
        for (String name : List.of("train", "test")) {
            byPath.set(
                    folder.resolve("data").resolve(name + ".csv").toString(),
                    provenance.get("data").get(name));
        }
        provenance.set("data", byPath);
        json.writeValue(run.file("provenance.json").toFile(), provenance);
        run.unseal("provenance.json", "parent", "weights");
        Files.delete(run.file("data.json"));

        Answer resumed = run.resume();
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.progress())
                .contains("was begun by an earlier release of Foldwise", "begin a new run with `foldwise run`");
        Answer predicted = run.predict(input, folder.resolve("after.csv"));
        assertThat(predicted.code()).as(predicted.progress()).isZero();
        assertThat(folder.resolve("after.csv")).hasSameBinaryContentAs(folder.resolve("before.csv"));

        Path moved = Files.move(folder.resolve("data"), folder.resolve("moved"));
        Answer elsewhere = run.predict(input, folder.resolve("moved.csv"));
        assertThat(elsewhere.code()).as(elsewhere.progress()).isZero();
        Files.writeString(moved.resolve("test.csv"), "id,a,b\n0,1,2\n");
        Answer changed = run.predict(input, folder.resolve("changed.csv"));
        assertThat(changed.code()).as("nothing of the data is read").isZero();
    }

    /** With its data in a folder of its own. */
    private FinishedRun begun(String command) throws IOException {
        return FinishedRun.of(command, Files.createDirectories(folder.resolve("data")), folder.resolve("results"));
    }

    private static byte[][] contents(FinishedRun run) throws IOException {
        byte[][] contents = new byte[RESULTS.size()][];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Files.readAllBytes(run.file(RESULTS.get(i)));
        }
        return contents;
    }
}
