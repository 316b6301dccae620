package io.foldwise.engine.store;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions as a table: a header {@code id,<labels>}, then a row per sample. Numbers are written in full, so that what
 * is read back is equal to the last bit. Ids that hold a comma or a quote are quoted.
 */
public final class PredictionFile {

    private PredictionFile() {}

    public static void write(Path file, LabelSchema labels, Predictions predictions) {
        List<String> lines = new ArrayList<>(predictions.ids().size() + 1);
        lines.add("id," + String.join(",", labels.columns()));
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
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int end = idEnd(line);
                ids.add(unquote(line.substring(0, end)));
                rows.add(numbers(line, end + 1, labels.width()));
            }
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        } catch (RuntimeException e) {
            throw new StoreException("could not read " + file + ": line " + (rows.size() + 2) + " is not whole");
        }
        return new Predictions(ids, rows.toArray(float[][]::new));
    }

    private static float[] numbers(String line, int from, int width) {
        float[] numbers = new float[width];
        int start = from;
        for (int i = 0; i < width; i++) {
            int end = i == width - 1 ? line.length() : line.indexOf(',', start);
            numbers[i] = Float.parseFloat(line.substring(start, end));
            start = end + 1;
        }
        return numbers;
    }

    private static int idEnd(String line) {
        if (!line.startsWith("\"")) {
            return line.indexOf(',');
        }
        int end = 1;
        while (line.charAt(end) != '"' || line.charAt(end + 1) == '"') {
            end += line.charAt(end) == '"' ? 2 : 1;
        }
        return end + 1;
    }

    private static String unquote(String id) {
        return id.startsWith("\"") ? id.substring(1, id.length() - 1).replace("\"\"", "\"") : id;
    }
}
