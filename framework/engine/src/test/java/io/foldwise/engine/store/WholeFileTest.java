package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesAFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("new/file.txt");
        WholeFile.write(file, "first, and longer");
        WholeFile.write(file, "second \u00fc");

        assertThat(file).hasContent("second \u00fc");
        try (var beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void saysInWordsWhyAFileCannotBeWrittenOrRead() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> WholeFile.write(file.resolve("inside"), ""))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith(file + " is in the way");
        assertThatThrownBy(() -> WholeFile.read(folder.resolve("missing")))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("there is no " + folder.resolve("missing"));
    }
}
