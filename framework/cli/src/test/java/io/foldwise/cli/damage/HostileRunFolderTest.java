package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.cli.damage.FinishedRun.Answer;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run folder that a stranger has made up writes nowhere else, runs no code of his, and does not hang. */
@Timeout(120)
final class HostileRunFolderTest {

    private static final String UNIT = "trial-000/fold-0/unit.json";

    @TempDir
    private static Path folder;

    private static FinishedRun intact;

    private FinishedRun run;
    private Path elsewhere;

    @BeforeAll
    static void runOnce() throws IOException {
        intact = FinishedRun.of("run", folder);
    }

    @BeforeEach
    void copy() throws IOException {
        run = intact.copied(folder.resolve("copy"));
        elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foldwise.log",
                ".lock",
                "worker-0.log",
                ".submission.csv.partial",
                ".oof.csv.partial",
                "submission.csv",
                "resolved.conf",
                "trial-000/fold-0/model.zip",
                "trial-000/.fold-0.partial"
            })
    void followsNoLink(String name) throws IOException {
        Path link = run.file(name);
        FinishedRun.delete(link);
        Files.createSymbolicLink(link, elsewhere);
        FinishedRun.delete(run.file("trial-000/fold-1")); // or nothing would be written

        assertRefused(run.resume(), name, "is a symbolic link");
        assertRefused(predict(), name, "is a symbolic link");
        assertThat(elsewhere).hasContent("precious");
    }

    @Test
    void followsNoLinkToAFolder() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        FinishedRun.delete(run.file("trial-000"));
        Files.createSymbolicLink(run.file("trial-000"), outside);

        assertRefused(run.resume(), "trial-000", "is a symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void opensARunThroughALinkOfTheUser() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("latest-" + System.nanoTime()), run.path());

        Answer resumed = FinishedRun.foldwise("resume", link.toString(), "--in-process");

        assertThat(resumed.code()).as(resumed.progress()).isZero();
    }

    @Test
    void waitsForNoPipe() throws Exception {
        FinishedRun.delete(run.file("split.csv"));
        new ProcessBuilder("mkfifo", run.file("split.csv").toString()).start().waitFor();

        assertRefused(run.resume(), "split.csv", "is a device or a pipe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "../../../elsewhere", "..", ".", "a/b", "nul\u0000l", ""})
    void readsNoFileThatIsNotInTheUnitsFolder(String name) throws IOException {
        ObjectNode unit = (ObjectNode) new ObjectMapper().readTree(Files.readString(run.file(UNIT)));
        ((ObjectNode) unit.get("files")).put(name, "0");
        FinishedRun.seal(run.file(UNIT), unit);

        Answer resumed = run.resume();

        assertThat(resumed.code()).as(resumed.progress()).isZero();
        assertThat(resumed.progress())
                .contains("trial 0 fold 0 is trained again: unit.json names a file outside of this folder");
    }

    /** The checksums are right: the stranger has made them, too. */
    @Test
    void deserializesNothingThatAModelBrings() throws IOException {
        Path model = run.file("trial-000/fold-0/model.zip");
        Path original = Files.move(model, folder.resolve("original.zip"));
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(model))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("preprocessor.bin"));
            new ObjectOutputStream(out).writeObject(new Payload());
        } finally {
            Files.delete(original);
        }
        ObjectNode unit = (ObjectNode) new ObjectMapper().readTree(Files.readString(run.file(UNIT)));
        ((ObjectNode) unit.get("files")).put("model.zip", WholeFile.sha256(model));
        FinishedRun.seal(run.file(UNIT), unit);

        Answer predicted = predict();

        assertThat(Payload.executed).isFalse();
        assertThat(predicted.code()).isEqualTo(1);
        assertThat(predicted.progress())
                .contains("model.zip", "preprocessor.bin")
                .doesNotContain("Exception", "unexpected");
    }

    @Test
    void takesNoRecordWithoutItsChecksumForOneOfAnEarlierRelease() throws IOException {
        run.unseal("ensemble.json");
        Answer predicted = predict();
        assertThat(predicted.code()).isEqualTo(1);
        assertThat(predicted.progress()).contains("ensemble.json, which is damaged or was changed by hand");

        run.unseal("provenance.json");
        assertThat(run.resume().progress()).contains("provenance.json, which is damaged or was changed by hand");
    }

    static final class Payload implements Serializable {

        private static final long serialVersionUID = 1;
        static volatile boolean executed;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            executed = true;
        }
    }

    private Answer predict() throws IOException {
        Path output = folder.resolve("predicted.csv");
        Files.deleteIfExists(output);
        return run.predict(folder.resolve("test.csv"), output);
    }

    private static void assertRefused(Answer answer, String... words) {
        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(words).doesNotContain("Exception", "unexpected");
    }
}
