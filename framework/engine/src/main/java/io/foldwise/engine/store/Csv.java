package io.foldwise.engine.store;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Comma-separated tables (RFC 4180) of a run's folder. */
public final class Csv {

    /** A column for each label or fold; the reader's own limit is less than what was written. */
    private static final int MOST_COLUMNS = 1 << 20;

    private Csv() {}

    /** A row as a line without its end; cells are quoted where they have to be. */
    public static String line(List<String> cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text)) {
            writer.writeRecord(cells);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.getBuffer().substring(0, text.getBuffer().length() - 1);
    }

    /**
     * Reads every row; all have as many cells. Whatever is thrown on a row says that it is not as it was written.
     *
     * @param header is given the first row
     * @param rows are given the others, in order
     * @throws StoreException if the file is missing, empty or damaged
     */
    public static void forEach(Path file, Consumer<List<String>> header, Consumer<List<String>> rows) {
        long line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_COLUMNS)),
                        new InputStreamReader(PlainFile.read(file), StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = reader.iterator();
            header.accept(records.next().getFields());
            line++;
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                rows.accept(row.getFields());
                line++; // asking for the next row may fail before it tells its line
            }
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        } catch (RuntimeException e) {
            throw new StoreException("could not read " + file + ": line " + line + " is not whole");
        }
    }
}
