package io.foldwise.toolkit.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lines of a table with commas (RFC 4180), as they are written and read back. */
public final class CsvLines {

    private CsvLines() {}

    /** A row as a line without its end; cells are quoted where they have to be. */
    public static String line(List<String> cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(cells);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String line = text.toString();
        return line.substring(0, line.length() - 1);
    }

    /**
     * The rows that lines hold, the empty ones included. What is no table gives the rows in front of it.
     */
    public static List<CsvRow> rows(List<String> lines) {
        List<CsvRow> rows = new ArrayList<>();
        CsvReader<CsvRow> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .build(new RowHandler(), String.join("\n", lines));
        try {
            reader.forEach(rows::add);
        } catch (CsvParseException noTable) {
            return rows;
        }
        return rows;
    }
}
