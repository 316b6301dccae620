package io.foldwise.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.records.DataManifest;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run knows its data by contents, and finds it wherever it is told to look. */
final class RunDataTest {

    private static final ExperimentLoader LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

    @TempDir
    private Path directory;

    private Path data;
    private RunFolder run;

    @BeforeEach
    void beginARun() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(data.resolve("images"));
        Files.writeString(data.resolve("table.csv"), "1,2,3\n");
        Files.writeString(data.resolve("images/a.png"), "aaa");
        Files.writeString(data.resolve("images/b.png"), "bbb");
        run = OpenRun.create(LOADER.parse("x.conf", experiment(data)), directory.resolve("results"))
                .folder();
    }

    private static String experiment(Path data) {
        return "name = toy, split = toy, model = guess, submission = toy, " + ToyPlugin.SHARED
                + "data { type = toy, table = \"%s/table.csv\", images = \"%s/images\" }\n".formatted(data, data);
    }

    @Test
    void filesHaveTheNamesOfTheirKeys() {
        assertThat(manifest().files().keySet()).containsExactly("table", "images/a.png", "images/b.png");
        assertThat(provenance()).containsOnlyKeys("table", "images/a.png", "images/b.png");
        assertThat(manifest().folder()).isEqualTo(data.toString());
        assertThat(manifest().files().get("images/a.png").path()).isEqualTo("images/a.png");
        assertThat(manifest().files().get("table").size()).isEqualTo(6);
    }

    @Test
    void whereFilesLieDecidesNothing() throws IOException {
        Path other = Files.move(data, directory.resolve("other"));

        assertThat(LOADER.parse("x.conf", experiment(other)).fingerprinted())
                .isEqualTo(LOADER.bind(run.resolved(), DataPlace.AS_WRITTEN).fingerprinted())
                .contains("\"table\":\"table\"")
                .doesNotContain(directory.toString());
        assertThat(LOADER.parse("x.conf", experiment(other) + "data.samples = 61")
                        .fingerprinted())
                .isNotEqualTo(LOADER.parse("x.conf", experiment(other)).fingerprinted());
    }

    @Test
    void dataThatWasMovedIsFoundOnceOneSaysWhere() throws IOException {
        Path moved = Files.move(data, directory.resolve("moved"));

        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("data.table: there is no file " + data.resolve("table.csv"))
                .hasMessageContaining("say with --data-dir where it is now");
        OpenRun opened = open(Optional.of(DataPlace.at(moved)));

        assertThat(opened.parts().reader().files())
                .containsExactly(
                        moved.resolve("table.csv"), moved.resolve("images/a.png"), moved.resolve("images/b.png"));
        assertThat(worker()).as("workers are not told").isEqualTo(moved.resolve("table.csv"));
        assertThat(open(Optional.empty()).parts().reader().files())
                .as("it is remembered")
                .contains(moved.resolve("table.csv"));
    }

    /** Where a worker finds the table. */
    private Path worker() {
        return OpenRun.opened(run, LOADER)
                .trials()
                .trial(0)
                .parts()
                .reader()
                .files()
                .get(0);
    }

    @Test
    void otherContentsAreRefusedWhereverTheyLie() throws IOException {
        Path moved = Files.move(data, directory.resolve("moved"));
        Files.writeString(moved.resolve("images/b.png"), "bbbb");

        assertThatThrownBy(() -> open(Optional.of(DataPlace.at(moved))))
                .isInstanceOf(RunRefusedException.class)
                .hasMessage(moved.resolve("images/b.png")
                        + " has changed since this run began: restore it, or begin a new run with `foldwise run`");
        assertThat(manifest().folder()).as("a place that was refused").isEqualTo(data.toString());
    }

    @Test
    void aFileThatWasTouchedAndIsEqualIsAccepted() throws IOException {
        Files.setLastModifiedTime(data.resolve("table.csv"), LONG_AGO);

        worker();
        assertThat(manifest().files().get("table").modified())
                .as("workers write nothing")
                .doesNotStartWith("2020");
        open(Optional.empty());
        assertThat(manifest().files().get("table").modified()).startsWith("2020-02-02T02:02:02");
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNotReadAgain() throws IOException {
        Path table = data.resolve("table.csv");
        FileTime before = Files.getLastModifiedTime(table);
        Files.writeString(table, "3,2,1\n");
        Files.setLastModifiedTime(table, before);

        open(Optional.empty());
        worker();

        Files.setLastModifiedTime(table, LONG_AGO);
        assertThatThrownBy(() -> open(Optional.empty())).hasMessageContaining("table.csv has changed");
        assertThatThrownBy(this::worker).hasMessageContaining("table.csv has changed");
    }

    @Test
    void withoutItsRecordOfFilesAllAreReadAgain() throws IOException {
        DataManifest before = manifest();
        Files.writeString(run.data(), "{}");
        worker();
        open(Optional.empty());
        assertThat(manifest()).isEqualTo(before);

        Files.delete(run.data());
        Files.writeString(data.resolve("table.csv"), "3,2,1\n");
        assertThatThrownBy(() -> open(Optional.empty())).hasMessageContaining("table.csv has changed");
    }

    @Test
    void filesThatWereAddedOrTakenAwayAreNamed() throws IOException {
        Path added = Files.writeString(data.resolve("images/c.png"), "ccc");
        assertThatThrownBy(() -> open(Optional.empty()))
                .hasMessageStartingWith(added + " was not there when this run began");
        Files.delete(added);
        Files.delete(data.resolve("images/b.png"));
        assertThatThrownBy(() -> open(Optional.empty())).hasMessageStartingWith("images/b.png has changed");
    }

    @Test
    void aRunOfAnEarlierReleaseIsRefusedInOneSentence() throws IOException {
        asAnEarlierReleaseWroteIt(run);

        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageStartingWith(run.path() + " was begun by an earlier release of Foldwise")
                .hasMessageContaining("begin a new run with `foldwise run`")
                .hasMessageNotContaining("\n");
        assertThat(RunRecords.of(run)
                        .requireSameData(LOADER.bind(run.resolved(), DataPlace.AS_WRITTEN)
                                .parts())
                        .files())
                .as("its data can be compared, which is all that predictions need")
                .hasSize(3);
        Files.writeString(data.resolve("images/b.png"), "other");
        assertThatThrownBy(() -> RunRecords.of(run)
                        .requireSameData(LOADER.bind(run.resolved(), DataPlace.AS_WRITTEN)
                                .parts()))
                .hasMessageContaining("b.png has changed");
    }

    /** Checksums by absolute path, and no record of sizes and times. */
    private void asAnEarlierReleaseWroteIt(RunFolder folder) throws IOException {
        Provenance now = SealedRecord.read(folder.provenance(), Provenance.class, "");
        Map<String, String> byPath = new LinkedHashMap<>();
        manifest()
                .files()
                .forEach((name, file) -> byPath.put(data.resolve(file.path()).toString(), file.sha256()));
        SealedRecord.write(
                folder.provenance(),
                Provenance.of(
                        now.commit(),
                        now.uncommitted(),
                        now.seed(),
                        now.threads(),
                        byPath,
                        Map.of(),
                        Optional.empty()));
        Files.delete(folder.data());
    }

    @Test
    void whatWasCheckedBeforeIsOnlyBound() throws IOException {
        Files.delete(data.resolve("table.csv"));

        assertThat(LOADER.bind(run.resolved(), DataPlace.AS_WRITTEN)
                        .parts()
                        .experiment()
                        .name())
                .isEqualTo("toy");
        assertThatThrownBy(() -> LOADER.reopen(run.resolved(), DataPlace.AS_WRITTEN))
                .hasMessageContaining("there is no file");
    }

    private OpenRun open(Optional<DataPlace> moved) {
        return OpenRun.open(run, LOADER, moved);
    }

    private DataManifest manifest() {
        return DataManifest.read(run);
    }

    private Map<String, String> provenance() {
        return SealedRecord.read(run.provenance(), Provenance.class, "").data();
    }
}
