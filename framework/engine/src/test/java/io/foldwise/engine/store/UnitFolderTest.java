package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitFolderTest {

    private static final String OUT_OF_FOLD = "oof.csv";

    @TempDir
    private Path trial;

    private UnitFolder unit;

    @BeforeEach
    void writeAUnit() throws IOException {
        unit = new UnitFolder(trial.resolve("fold-0"));
        Path files = unit.begin();
        assertThat(unit.flaw(List.of(OUT_OF_FOLD)))
                .as("unfinished units do not count")
                .hasValue("not there");
        Files.writeString(files.resolve(UnitFolder.MODEL), "weights of a network");
        Files.writeString(files.resolve(OUT_OF_FOLD), "id,a\n0,0.5\n");
        Files.writeString(files.resolve(UnitFolder.HISTORY), "stage\n");
        unit.finish(checksums -> new UnitRecord(
                "me", "done", false, 3, 2, 10, 1.5, 1.0, 30, 0, Map.of("mlogloss", 0.25), Map.of(), checksums));
    }

    @Test
    void acceptsWhatItWrote() {
        assertThat(unit.flaw(List.of(OUT_OF_FOLD))).isEmpty();
        assertThat(unit.unit().scores()).containsEntry("mlogloss", 0.25);
        assertThat(unit.unit().files()).containsOnlyKeys(UnitFolder.MODEL, OUT_OF_FOLD, UnitFolder.HISTORY);
    }

    @Test
    void noticesAFileCutShort() throws IOException {
        Files.writeString(unit.file(UnitFolder.MODEL), "weights of a");

        assertThat(unit.flaw(List.of(OUT_OF_FOLD))).hasValue("model.zip is damaged");
    }

    @Test
    void noticesAMissingFile() throws IOException {
        Files.delete(unit.file(OUT_OF_FOLD));

        assertThat(unit.flaw(List.of(OUT_OF_FOLD))).hasValue("oof.csv is missing");
    }

    @Test
    void noticesARecordCutShort() throws IOException {
        Path record = unit.file("unit.json");
        String text = Files.readString(record);
        Files.writeString(record, text.substring(0, text.length() / 2));

        assertThat(unit.flaw(List.of(OUT_OF_FOLD)))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains("not whole"));
    }

    @Test
    void noticesAnotherDigitInItsRecord() throws IOException {
        Path record = unit.file("unit.json");
        Files.writeString(record, Files.readString(record).replace("0.25", "0.24"));

        assertThat(unit.flaw(List.of(OUT_OF_FOLD))).hasValue("unit.json is not whole");
    }

    @Test
    void isReplacedAsAWhole() throws IOException {
        Path files = unit.begin();
        Files.writeString(files.resolve(UnitFolder.MODEL), "new");
        Files.writeString(files.resolve(OUT_OF_FOLD), "new");
        unit.finish(
                checksums -> new UnitRecord("you", "done", false, 1, 1, 1, 1, 1, 1, 0, Map.of(), Map.of(), checksums));

        assertThat(unit.flaw(List.of(OUT_OF_FOLD))).isEmpty();
        assertThat(unit.file(UnitFolder.HISTORY)).doesNotExist();
        try (var left = Files.list(trial)) {
            assertThat(left).as("nothing half-made stays behind").containsExactly(unit.path());
        }
    }
}
