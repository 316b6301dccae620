package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.provenance.UncommittedDiff;
import io.foldwise.engine.sweep.Selection;
import io.foldwise.engine.validation.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose parts are missing are damaged ones, but for parts that earlier releases did not write. */
final class SealedRecordTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("record.json");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Provenance.class,
                TaskRecord.class,
                EnsembleChoice.class,
                PostProcessingRecord.class,
                SweepRecord.class,
                TrialRecord.class,
                FailureRecord.class,
                UnitRecord.class,
                RunChecksums.class
            })
    void withoutAnyPart(Class<? extends Record> type) throws IOException {
        Files.writeString(file, "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SealedRecord.read(file, type, "restore it"))
                .withMessage("could not read " + file + ", which is damaged or was changed by hand: restore it");
    }

    @ParameterizedTest
    @ValueSource(classes = {Scores.class, Selection.class})
    void withoutAnyPartOrSeal(Class<?> type) throws IOException {
        Files.writeString(file, "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Json.read(file, type))
                .withMessage("could not read " + file + ": it is not whole");
    }

    /** They are put into commands that a message offers. */
    @ParameterizedTest
    @ValueSource(strings = {"coreType", "products"})
    void whoseKernelsAreNoName(String property) throws IOException {
        Files.writeString(file, """
                { "started": "2024-01-01", "version": "0", "backend": "cpu", "data": {}, "%s": "Zen; rm -r x" }
                """.formatted(property));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SealedRecord.read(file, Provenance.class, ""))
                .withMessageContaining("damaged or was changed by hand");
    }

    @Test
    void withoutPartsThatEarlierReleasesDidNotWrite() throws IOException {
        Files.writeString(file, """
                { "started": "2024-01-01", "version": "0", "backend": "cpu", "data": {} }
                """);
        assertThat(SealedRecord.read(file, Provenance.class, "").coreType()).isEmpty();
        Files.writeString(file, """
                { "primaryMetric": "loss", "metrics": { "loss": { "outOfFold": 1, "folds": [1, 2], "mean": 1.5 } } }
                """);
        assertThat(Json.read(file, Scores.class).metrics().get("loss").baselines())
                .isEmpty();
    }

    @Test
    void takesARecordWithoutItsChecksumForADamagedOne() throws IOException {
        RunFolder run = new RunFolder(folder);
        SealedRecord.write(run.provenance(), provenance());
        Path unit = run.unit(0, 0).file(UnitFolder.RECORD);
        SealedRecord.write(unit, new FailureRecord("DIVERGED", "it did"));
        unseal(unit);
        assertDamaged(unit, FailureRecord.class);

        unseal(run.provenance());
        assertDamaged(run.provenance(), Provenance.class);
        assertDamaged(unit, FailureRecord.class);
    }

    @Test
    void readsRunsThatWereBegunWithoutChecksums() throws IOException {
        RunFolder run = new RunFolder(folder);
        Files.writeString(run.provenance(), """
                { "started": "2024-01-01", "version": "0", "backend": "cpu", "data": {} }
                """);
        Path unit = run.unit(0, 0).file(UnitFolder.RECORD);
        SealedRecord.write(unit, new FailureRecord("DIVERGED", "it did"));
        unseal(unit);

        assertThat(SealedRecord.read(run.provenance(), Provenance.class, "").version())
                .isEqualTo("0");
        assertThat(SealedRecord.read(unit, FailureRecord.class, "").kind()).isEqualTo("DIVERGED");
    }

    private static Provenance provenance() {
        return Provenance.of("", UncommittedDiff.NONE, 1, 1, Map.of(), Map.of(), Optional.empty());
    }

    private static void unseal(Path record) throws IOException {
        String sealed = Files.readString(record);
        String open = sealed.replaceFirst(",\\s*\"checksum\" : \"[0-9a-f]+\"", "");
        assertThat(open).isNotEqualTo(sealed);
        Files.writeString(record, open);
    }

    private static void assertDamaged(Path record, Class<? extends Record> type) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SealedRecord.read(record, type, "restore it"))
                .withMessageContaining("is damaged or was changed by hand: restore it");
    }
}
