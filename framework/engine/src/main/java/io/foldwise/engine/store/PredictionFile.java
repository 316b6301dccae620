package io.foldwise.engine.store;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Predictions as a table: a header {@code id,<labels>}, then a row per sample. Numbers are written in full, so that what
 * is read back is equal to the last bit. Ids that hold a comma or a quote are quoted.
 */
public final class PredictionFile {

    private PredictionFile() {}

    public static void write(Path file, LabelSchema labels, Predictions predictions) {
        List<String> lines = new ArrayList<>(predictions.ids().size() + 1);
        lines.add("id," + Csv.line(labels.columns()));
        for (int row = 0; row < predictions.ids().size(); row++) {
            StringBuilder line = new StringBuilder(Csv.cell(predictions.ids().get(row)));
            for (float probability : predictions.probabilities()[row]) {
                line.append(',').append(probability);
            }
            lines.add(line.toString());
        }
        WholeFile.write(file, lines);
    }

    /** @throws StoreException if the file is missing or not as {@link #write} left it */
    public static Predictions read(Path file, LabelSchema labels) {
        List<String> ids = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        long line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(false)
                .ofCsvRecord(new InputStreamReader(PlainFile.read(file), StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = reader.iterator();
            records.next(); // the header
            line++;
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                List<String> cells = record.getFields();
                ids.add(cells.get(0));
                rows.add(numbers(cells.subList(1, 1 + labels.width())));
                line++; // asking for the next row may fail before it tells its line
            }
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        } catch (RuntimeException e) {
            throw new StoreException("could not read " + file + ": line " + line + " is not whole");
        }
        return new Predictions(ids, rows.toArray(float[][]::new));
    }

    private static float[] numbers(List<String> cells) {
        float[] numbers = new float[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(cells.get(i));
        }
        return numbers;
    }
}
