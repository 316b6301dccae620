package io.foldwise.plugin.text.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a file can be broken that anyone thought of, each named by file and line. */
final class MalformedReportFilesTest {

    private static final ReportFormat TEST = ReportFormat.UNLABELLED;
    private static final ReportFormat ROUND1 = ReportFormat.ROUND1;
    private static final ReportFormat ROUND2 = ReportFormat.ROUND2;

    @TempDir
    private Path folder;

    static Stream<Arguments> secondLines() {
        return Stream.of(
                // separators and fields
                broken(TEST, "1,5 6 ", "no separator |,|, expected id|,|tokens"),
                broken(TEST, "1|;|5 6 ", "no separator |,|, expected id|,|tokens"),
                broken(TEST, "1|,|5 6 |,|2 ", "has labels, expected a test file: id|,|tokens"),
                broken(TEST, "1|,|5 |,|6 |,|2 ", "4 fields, expected 2: id|,|tokens"),
                broken(ROUND1, "1|,|5 6 ", "has no labels, expected id|,|tokens|,|regions"),
                broken(ROUND1, "1|,|5 6 |,|2 |,|", "4 fields, expected 3: id|,|tokens|,|regions"),
                broken(ROUND1, "1|,|5 6 |,2 ", "has no labels, expected id|,|tokens|,|regions"),
                broken(ROUND2, "1|,|5 6 ", "has no labels, expected id|,|tokens|,|regions,types"),
                broken(TEST, "", "the line is empty"),
                broken(TEST, " ", "no separator |,|, expected id|,|tokens"),
                // ids
                broken(TEST, "|,|5 6 ", "id '' is not a whole number"),
                broken(TEST, "id|,|5 6 ", "id 'id' is not a whole number"),
                broken(TEST, "1.5|,|5 6 ", "id '1.5' is not a whole number"),
                broken(TEST, "-1|,|5 6 ", "id '-1' is not a whole number"),
                broken(TEST, "01|,|5 6 ", "id '01' is not a whole number"),
                broken(TEST, " 1|,|5 6 ", "id ' 1' is not a whole number"),
                broken(TEST, "0|,|5 6 ", "id 0 was on line 1 already"),
                // tokens
                broken(TEST, "1|,|", "the report is empty"),
                broken(ROUND1, "1|,| |,|2 ", "the report is empty"),
                broken(TEST, "1|,|5 x 6 ", "token 'x' is not a whole number"),
                broken(TEST, "1|,|5 6.0 ", "token '6.0' is not a whole number"),
                broken(TEST, "1|,|5 -6 ", "token '-6' is not a whole number"),
                broken(TEST, "1|,|5 +6 ", "token '+6' is not a whole number"),
                broken(TEST, "1|,|5 06 ", "token '06' is not a whole number"),
                broken(TEST, "1|,|5,6 ", "token '5,6' is not a whole number"),
                broken(TEST, "1|,|5 6 | ", "token '|' is not a whole number"),
                broken(TEST, "1|,|5 858 ", "token 858 is not in 0..857"),
                broken(TEST, "1|,|99999999999999999999 ", "token 99999999999999999999 is not in 0..857"),
                broken(TEST, "1|,| 5 6 ", "a blank too many before a token"),
                broken(TEST, "1|,|5  6 ", "a blank too many before a token"),
                // labels
                broken(ROUND1, "1|,|5 6 |,|a ", "region 'a' is not a whole number"),
                broken(ROUND1, "1|,|5 6 |,|17 ", "region 17 is not in 0..16"),
                broken(ROUND1, "1|,|5 6 |,|2 3 2 ", "region 2 is named twice"),
                broken(ROUND1, "1|,|5 6 |,|2  3 ", "a blank too many before a region"),
                broken(ROUND1, "1|,|5 6 |,|2 ,3 ", "labels '2 ,3 ' are 2 list(s), expected 1: id|,|tokens|,|regions"),
                broken(ROUND2, "1|,|5 |,|2 ", "labels '2 ' are 1 list(s), expected 2: id|,|tokens|,|regions,types"),
                broken(ROUND2, "1|,|5 |,|", "labels '' are 1 list(s), expected 2: id|,|tokens|,|regions,types"),
                broken(
                        ROUND2,
                        "1|,|5 |,|2 ,3 ,4 ",
                        "labels '2 ,3 ,4 ' are 3 list(s), expected 2: id|,|tokens|,|regions,types"),
                broken(ROUND2, "1|,|5 |,|17 ,3 ", "region 17 is not in 0..16"),
                broken(ROUND2, "1|,|5 |,|2 ,12 ", "type 12 is not in 0..11"),
                broken(ROUND2, "1|,|5 |,|2 ,3 3 ", "type 3 is named twice"),
                // bytes
                broken(TEST, "1|,|5\t6 ", "stray byte 0x09 at column 6"),
                broken(TEST, "1|,|5\r6 ", "stray byte 0x0D at column 6"),
                broken(TEST, "1|,|5 \0 6 ", "stray byte 0x00 at column 7"),
                broken(TEST, "1|,|5 \u007f 6 ", "stray byte 0x7F at column 7"),
                broken(TEST, "1|,|5 \u00e9 ", "stray character '\u00e9' at column 7"),
                broken(TEST, "1|,|5\u3000 6 ", "stray character '\u3000' at column 6"),
                broken(TEST, "1|,|\uff15 6 ", "stray character '\uff15' at column 5"),
                broken(TEST, "\ufeff1|,|5 6 ", "starts with a byte order mark; save the file as UTF-8 without one"));
    }

    private static Arguments broken(ReportFormat format, String line, String message) {
        return Arguments.of(format, line, message);
    }

    @ParameterizedTest
    @MethodSource("secondLines")
    void badLineIsNamedByFileAndLine(ReportFormat format, String line, String message) throws IOException {
        Path file = file((good(format, 0) + line + "\n" + good(format, 7)).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ReportFiles.read(file, format, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: " + message);
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() throws IOException {
        Path file = file(new byte[] {'0', '|', ',', '|', '5', ' ', (byte) 0xC3, ' ', '\n'});

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":1: not UTF-8: byte 0xC3 at column 7");
    }

    @Test
    void fileInUtf16IsNotReadAsEverySecondByte() throws IOException {
        Path file = file("0|,|5 6 \n".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is UTF-16 text; save it as UTF-8");
    }

    @Test
    void emptyFileIsNamed() throws IOException {
        Path file = file(new byte[0]);

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": the file is empty");
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("missing");

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void directoryIsNamed() {
        assertThatThrownBy(() -> ReportFiles.read(folder, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": is a directory, not a file; name a file in it");
    }

    @Test
    void lineOfAGigabyteIsRefusedAndNotKept() throws IOException {
        Path file = file("0|,|5 6 \n".getBytes(StandardCharsets.US_ASCII));
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 30); // zeros, which take no room on the disk
        }

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ":2: is longer than 16 MiB");
    }

    @Test
    void emptyLineAtTheEndIsNotPassedOver() throws IOException {
        Path file = file("0|,|5 \n\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: the line is empty");
    }

    @Test
    void reportOfDroppedTokensOnlyIsNamed() throws IOException {
        Path file = file("0|,|5 \n1|,|693 693 \n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of(693)))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: nothing is left of the report without the dropped tokens");
    }

    @Test
    void everyBadLineIsCountedAndTheFirstAreNamed() throws IOException {
        String text = IntStream.range(0, 100)
                .mapToObj(row -> row % 2 == 0 ? row + "|,|5 \n" : row + "|,|x \n")
                .collect(Collectors.joining());
        Path file = file(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ReportFiles.read(file, TEST, 858, Set.of()))
                .isInstanceOfSatisfying(DataException.class, e -> {
                    assertThat(e.total()).isEqualTo(50);
                    assertThat(e.problems())
                            .extracting(DataException.Problem::line)
                            .containsExactlyElementsOf(IntStream.rangeClosed(1, DataException.MOST)
                                    .mapToObj(i -> 2 * i)
                                    .toList());
                    assertThat(e).hasMessageEndingWith("... and 30 more problems");
                });
    }

    private static String good(ReportFormat format, int id) {
        return id + "|,|1 2 3 " + (format == TEST ? "" : format == ROUND1 ? "|,|4 " : "|,|4 ,5 ") + "\n";
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }
}
