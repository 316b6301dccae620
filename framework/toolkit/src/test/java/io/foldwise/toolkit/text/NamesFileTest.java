package io.foldwise.toolkit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamesFileTest {

    @TempDir
    private Path folder;

    @Test
    void namesASampleInEveryLine() throws IOException {
        assertThat(NamesFile.read(file("b\n a \nc"))).containsExactly("b", "a", "c");
    }

    @Test
    void isUtf8WithOrWithoutAByteOrderMark() throws IOException {
        assertThat(NamesFile.read(file("\uFEFFa\nÄ\n"))).containsExactly("a", "Ä");

        Path latin = Files.write(folder.resolve("latin.txt"), "a\nÄ\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NamesFile.read(latin))
                .withMessage(latin + ":2: is not UTF-8: byte 0xC4; save it as UTF-8");
    }

    @Test
    void refusesLinesThatNameNothingOrTheSameAgain() throws IOException {
        refused("a\n\nb", ":2: names nothing");
        refused("a\nb\na\n", ":3: names 'a' a second time");
        refused("", ": names nothing; a line is the name of a sample");
    }

    private void refused(String text, String why) throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NamesFile.read(file))
                .withMessage(file + why);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("names.txt"), text);
    }
}
