package io.foldwise.toolkit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.numpy.NpyFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextFileTest {

    @TempDir
    private Path folder;

    @Test
    void linesEndInEitherWayAndTheLastMayNotEndAtAll() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "a\r\n\nb\r\rc\nd");

        assertThat(lines(file)).containsExactly("1 a", "2 ", "3 b\r\rc", "4 d");
        assertThat(lines(Files.writeString(folder.resolve("empty"), ""))).isEmpty();
    }

    @Test
    void linesMayBeLongerThanWhatIsReadAtOnce() throws IOException {
        String longer = "x".repeat(300_000);
        Path file = Files.writeString(folder.resolve("x"), longer + "\n" + longer + "y\n");

        assertThat(lines(file)).containsExactly("1 " + longer, "2 " + longer + "y");
    }

    @Test
    void aLineOfAGigabyteIsRefusedAndNotKept() throws IOException {
        Path file = folder.resolve("x");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write('\n');
            large.setLength(1L << 30); // one line of zeros, which take no room on the disk
        }

        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: is longer than 16 MiB; is this a text file, and no quote left open?");
    }

    @Test
    void utf16DirectoriesAndMissingFilesAreNamed() throws IOException {
        Path wide = Files.write(folder.resolve("wide"), "a\n".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> lines(wide)).hasMessage(wide + ": is UTF-16 text; save it as UTF-8");
        assertThatThrownBy(() -> lines(folder)).hasMessage(folder + ": is a directory, not a file; name a file in it");
        assertThatThrownBy(() -> lines(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": there is no such file");
    }

    @Test
    void waitsForNoPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThatThrownBy(() -> lines(pipe))
                    .hasMessage(pipe + ": cannot be read: it is a pipe or a device: name a file");
            assertThatThrownBy(() -> NpyFile.open(pipe)).hasMessage("it is a pipe or a device: name a file");
        });
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Path marked = Files.writeString(folder.resolve("x"), "\uFEFFid");
        Path shorter = Files.writeString(folder.resolve("y"), "i");

        try (Reader first = new TextFile(marked).reader();
                Reader second = new TextFile(shorter).reader()) {
            assertThat(first.read()).isEqualTo('i');
            assertThat(second.read()).isEqualTo('i');
        }
    }

    private static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        new TextFile(file).lines((number, line) -> lines.add(number + " " + new String(line, StandardCharsets.UTF_8)));
        return lines;
    }
}
