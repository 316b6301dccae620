package io.foldwise.toolkit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.data.DataException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsQuotedCellsAndTellsWhereRowsBegin() throws IOException {
        String table = "\uFEFFid,note\r\n\"a,b\",\"two\nlines\"\r\nc,\"say \"\"x\"\"\"\r\n\r\nd,\r\n";

        assertThat(read(table, Separator.COMMA))
                .containsExactly(
                        new CsvRow(1, List.of("id", "note")),
                        new CsvRow(2, List.of("a,b", "two\nlines")),
                        new CsvRow(4, List.of("c", "say \"x\"")),
                        new CsvRow(6, List.of("d", "")));
    }

    @Test
    void readsWhatOtherCharactersSeparate() throws IOException {
        List<CsvRow> rows = List.of(new CsvRow(1, List.of("id", "x")), new CsvRow(2, List.of("a", "1,5")));

        assertThat(read("id;x\na;1,5\n", Separator.SEMICOLON)).isEqualTo(rows);
        assertThat(read("id\tx\na\t1,5", Separator.TAB)).isEqualTo(rows);
        assertThat(read("id|x\na|1,5", Separator.BAR)).isEqualTo(rows);
    }

    @Test
    void theFirstLineTellsTheSeparatorWhereNobodySays() throws IOException {
        List<CsvRow> rows = List.of(new CsvRow(2, List.of("id", "x")), new CsvRow(3, List.of("a", "1,5")));

        assertThat(read("\nid;x\na;1,5\n")).isEqualTo(rows);
        assertThat(read("\n\"id\"\t\"x\"\na\t1,5\n")).isEqualTo(rows);
        assertThat(read("\nid,x\na,\"1,5\"\n")).isEqualTo(rows);
        assertThat(read("id,x;y\n").get(0).cells()).containsExactly("id", "x;y");
        assertThat(read("id;\"height, cm\"\n").get(0).cells()).containsExactly("id", "height, cm");
        assertThat(read("id\n").get(0).cells()).containsExactly("id");
        assertThat(read("")).isEmpty();
        assertThat(read("a;b".repeat(1 << 12) + "\n" + "x".repeat(1 << 14))
                        .get(1)
                        .cells())
                .hasSize(1);
    }

    private List<CsvRow> read(String table) throws IOException {
        return new CsvFile(Files.writeString(folder.resolve("x.csv"), table)).rows();
    }

    @Test
    void saysWhichSeparatorAHeaderLooksLike() {
        assertThatThrownBy(() -> read("id;height;weight\na;1;2\n", Separator.COMMA))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("x.csv")
                        + ":1: has one column, 'id;height;weight'; its cells look separated by another character:"
                        + " try separator = semicolon");
        assertThatThrownBy(() -> read("id\tx\n", Separator.COMMA)).hasMessageEndingWith("try separator = tab");
        assertThatThrownBy(() -> read("id,x\n", Separator.TAB)).hasMessageEndingWith("try separator = comma");
        assertThatThrownBy(() -> read("id;\"height, cm\";ill\n", Separator.COMMA))
                .as("what stands in quotes separates nothing")
                .hasMessageEndingWith("try separator = semicolon");
    }

    @Test
    void rowsOfAnyWidthAreLeftToTheReader() throws IOException {
        assertThat(read("id,x\na\nb,1,2\n", Separator.COMMA))
                .containsExactly(
                        new CsvRow(1, List.of("id", "x")),
                        new CsvRow(2, List.of("a")),
                        new CsvRow(3, List.of("b", "1", "2")));
    }

    @Test
    void whatFollowsAClosingQuoteIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("id,x\na,1\n\"b\"c,2\n", Separator.COMMA))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("x.csv") + ":3: is no row of a table from here on");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        Path file = Files.write(
                folder.resolve("x.csv"), "id,x\n\"a\nb\",1\nM\u00FCller,2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new CsvFile(file, Separator.COMMA).rows())
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":4: is not UTF-8: byte 0xFC; save it as UTF-8");
    }

    @Test
    void aQuoteThatIsLeftOpenNeedsNoMemoryForTheRestOfTheFile() throws IOException {
        Path file = folder.resolve("x.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("id,x\na,\"".getBytes(StandardCharsets.UTF_8));
            byte[] line = "b,1\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 70; i++) {
                out.write(line);
            }
        }

        assertThatThrownBy(() -> new CsvFile(file, Separator.COMMA).rows())
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: is longer than 16 MiB; is this a text file, and no quote left open?");
    }

    @Test
    void aTableMayHaveManyColumns() throws IOException {
        String row = "1,".repeat(99_999) + "1\n";

        assertThat(read(row + row, Separator.COMMA))
                .hasSize(2)
                .allSatisfy(read -> assertThat(read.cells()).hasSize(100_000));
        assertThat(CsvLines.rows(List.of(row.strip())).get(0).cells()).hasSize(100_000);
    }

    @Test
    void moreCellsThanAnyTableHasAreRefusedByNumberAndLine() {
        String row = ",".repeat(RowHandler.MOST_CELLS) + "\n";

        assertThatThrownBy(() -> read("id,x\n" + row, Separator.COMMA))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("x.csv") + ":2: has more than 1048576 cells; is this a table?");
        assertThatThrownBy(() -> read(row, Separator.COMMA)).hasMessageContaining("x.csv:1: has more than 1048576");
    }

    @Test
    void emptyLinesBetweenLinesAreRowsToo() {
        assertThat(CsvLines.rows(List.of("a", "", "b")))
                .extracting(CsvRow::line)
                .containsExactly(1, 2, 3);
        assertThat(CsvLines.rows(List.of("a", "")).get(0).cells()).containsExactly("a");
    }

    @Test
    void aFileOfManyRowsMayBeLargerThanALine() throws IOException {
        String text = "id,x\n" + ("a,\"" + "y".repeat(1 << 20) + "\"\n").repeat(20);

        assertThat(read(text, Separator.COMMA)).hasSize(21);
    }

    @Test
    void linesAreReadBackAsTheyWereWritten() {
        List<String> cells = List.of("a,b", "\"", "", " c ", "d\ne");

        String line = CsvLines.line(cells);

        assertThat(line).isEqualTo("\"a,b\",\"\"\"\",, c ,\"d\ne\"");
        assertThat(CsvLines.rows(List.of("head", line, "tail")))
                .containsExactly(new CsvRow(1, List.of("head")), new CsvRow(2, cells), new CsvRow(4, List.of("tail")));
    }

    private List<CsvRow> read(String table, Separator separator) throws IOException {
        return new CsvFile(Files.writeString(folder.resolve("x.csv"), table), separator).rows();
    }
}
