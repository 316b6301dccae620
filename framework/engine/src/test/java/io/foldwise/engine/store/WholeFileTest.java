package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void readsNothingThatFillsMemory() throws IOException {
        Path file = folder.resolve("file");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(256L << 20);
        }
        assertThatThrownBy(() -> WholeFile.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("larger than 256 MiB");
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
        Path file = folder.resolve("file");
        Files.createSymbolicLink(folder.resolve(".file.partial"), elsewhere);
        WholeFile.write(file, "new");
        assertThat(elsewhere).hasContent("precious");
        assertThat(file).hasContent("new").isRegularFile();

        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        assertThatThrownBy(() -> WholeFile.read(link)).hasMessageEndingWith("it is a symbolic link");
        assertThatThrownBy(() -> WholeFile.sha256(link)).hasMessageEndingWith("it is a symbolic link");
    }

    /** An id of JSON lines may hold half of a surrogate pair. */
    @Test
    void writesWhateverTextThereIs() {
        Path file = folder.resolve("file");
        WholeFile.write(file, List.of("a\ud83d", "ä\ud83d\ude00"));
        assertThat(WholeFile.read(file)).isEqualTo("a?\nä\ud83d\ude00\n");
    }

    @Test
    void takesNoBytesForText() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {'a', (byte) 0xff});

        assertThatThrownBy(() -> WholeFile.read(file)).hasMessageEndingWith("it is no text in UTF-8");
    }
}
