package io.foldwise.toolkit.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.BoundedReader.TooLongException;
import io.foldwise.toolkit.table.RowHandler.TooManyCellsException;
import io.foldwise.toolkit.text.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table in a text file (RFC 4180): a header, then a line per row. Cells that hold a separator, a quote or a line feed are
 * quoted, quotes in them doubled. UTF-8, with or without a byte order mark. Empty lines are passed over.
 */
public final class CsvFile {

    /** How many characters are looked at for the separator. */
    private static final int HEAD = 1 << 13;

    private final Path path;
    private final Optional<Separator> separator;
    private final TextFile text;

    public CsvFile(Path path, Separator separator) {
        this(path, Optional.of(separator));
    }

    /** A table whose first line tells what separates its cells: commas, or what is there where there is no comma. */
    public CsvFile(Path path) {
        this(path, Optional.empty());
    }

    private CsvFile(Path path, Optional<Separator> separator) {
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
        try (BufferedReader whole = new BufferedReader(text.reader(), HEAD);
                BoundedReader characters = new BoundedReader(whole, TextFile.LONGEST_LINE);
                CsvReader<CsvRow> reader = CsvReader.builder()
                        .fieldSeparator(separatorOf(firstLine(whole)).character())
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(false)
                        .maxBufferSize(TextFile.LONGEST_LINE)
                        .build(new RowHandler(), characters)) {
            for (CsvRow row : reader) {
                line = row.line();
                characters.endOfRow();
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

    private Separator separatorOf(String header) {
        if (separator.isPresent()) {
            separator.get().likelier(header).ifPresent(other -> {
                throw new DataException(
                        path,
                        1,
                        "has one column, '" + header + "'; its cells look separated by another character:"
                                + " try separator = " + other.key());
            });
        }
        return separator.orElse(Separator.COMMA.likelier(header).orElse(Separator.COMMA));
    }

    /** The first line that is not empty, as far as it lies within what is looked at; nothing is read of the file by it. */
    private static String firstLine(BufferedReader whole) throws IOException {
        char[] head = new char[HEAD];
        int length = 0;
        whole.mark(HEAD);
        for (int read = 0; read >= 0 && length < HEAD; read = whole.read(head, length, HEAD - length)) {
            length += read;
        }
        whole.reset();
        return new String(head, 0, length)
                .lines()
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
