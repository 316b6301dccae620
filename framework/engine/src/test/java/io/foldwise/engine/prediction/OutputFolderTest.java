package io.foldwise.engine.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.engine.records.RunRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {

    @TempDir
    private Path folder;

    @Test
    void takesThePlaceOfAnEmptyFolder() throws IOException {
        Path written = Files.createDirectory(folder.resolve("written"));
        Files.writeString(written.resolve("a"), "a");
        OutputFolder.of(Files.createDirectory(folder.resolve("empty"))).take(written);
        assertThat(folder.resolve("empty/a")).hasContent("a");
        assertThat(written).doesNotExist();
    }

    @Test
    void isRefusedWhereSomethingIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(RunRefusedException.class)
                .isThrownBy(() -> OutputFolder.of(file))
                .withMessage(file + " is there already: give --output the name of a new folder");
        assertThatExceptionOfType(RunRefusedException.class)
                .isThrownBy(() -> OutputFolder.of(folder))
                .withMessage(folder + " is there already: give --output the name of a new folder");
        assertThatExceptionOfType(RunRefusedException.class)
                .isThrownBy(() -> OutputFolder.of(folder.resolve("no/where")))
                .withMessage("there is no folder " + folder.resolve("no") + ": make it, or choose another --output");
    }
}
