package io.foldwise.toolkit.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.BoundedReader.TooLongException;
import io.foldwise.toolkit.table.RowHandler.TooManyCellsException;
import io.foldwise.toolkit.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table in a text file (RFC 4180): a header, then a line per row. Cells that hold a separator, a quote or a line feed are
 * quoted, quotes in them doubled. UTF-8, with or without a byte order mark. Empty lines are passed over.
 */
public final class CsvFile {

    private final Path path;
    private final Separator separator;
    private final TextFile text;

    public CsvFile(Path path, Separator separator) {
        this.path = path;
        this.separator = separator;
        this.text = new TextFile(path);
    }

    /**
     * Reads every row, the header first.
     *
     * @throws DataException if the file is not a table, or its header is one of another separator
     */
    public void forEach(Consumer<CsvRow> rows) {
        int line = 1;
        try (BoundedReader characters = new BoundedReader(text.reader(), TextFile.LONGEST_LINE);
                CsvReader<CsvRow> reader = CsvReader.builder()
                        .fieldSeparator(separator.character())
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(false)
                        .maxBufferSize(TextFile.LONGEST_LINE)
                        .build(new RowHandler(), characters)) {
            boolean header = true;
            for (CsvRow row : reader) {
                line = row.line();
                characters.endOfRow();
                if (header) {
                    refuseOtherSeparator(row.cells());
                    header = false;
                }
                rows.accept(row);
                line++;
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw explained(e, line);
        }
    }

    /** All rows, the header first. */
    public List<CsvRow> rows() {
        List<CsvRow> rows = new ArrayList<>();
        forEach(rows::add);
        return rows;
    }

    private DataException explained(Exception failure, int line) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLongException) {
                return text.tooLong(line);
            } else if (cause instanceof TooManyCellsException) {
                return new DataException(
                        path, line, "has more than " + RowHandler.MOST_CELLS + " cells; is this a table?");
            } else if (cause instanceof IOException unreadable) {
                return text.unreadable(unreadable);
            }
        }
        return new DataException(path, line, "is no row of a table from here on: " + failure.getMessage());
    }

    private void refuseOtherSeparator(List<String> header) {
        if (header.size() == 1) {
            separator.likelier(header.get(0)).ifPresent(other -> {
                throw new DataException(
                        path,
                        1,
                        "has one column, '" + header.get(0) + "'; its cells look separated by another character:"
                                + " try separator = " + other.key());
            });
        }
    }
}
