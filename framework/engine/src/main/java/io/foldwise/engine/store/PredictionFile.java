package io.foldwise.engine.store;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions of one head as a table: a header {@code id,<columns>}, then a row per sample. Numbers are written in full, so that
 * what is read back is equal to the last bit. Ids that hold a comma or a quote are quoted.
 */
final class PredictionFile {

    private PredictionFile() {}

    static void write(Path file, Head head, Predictions predictions) {
        List<String> lines = new ArrayList<>(predictions.size() + 1);
        List<String> header = new ArrayList<>(List.of("id"));
        header.addAll(head.columns());
        lines.add(Csv.line(header));
        for (int sample = 0; sample < predictions.size(); sample++) {
            List<String> cells = new ArrayList<>(List.of(predictions.ids().get(sample)));
            for (float number : predictions.of(head, sample).values()) {
                cells.add(Float.toString(number));
            }
            lines.add(Csv.line(cells));
        }
        WholeFile.write(file, lines);
    }

    /**
     * The rows of a table, {@code [samples][columns]}.
     *
     * @throws StoreException if the file is missing or not as {@link #write} left it
     */
    static float[][] read(Path file, Head head) {
        List<float[]> rows = new ArrayList<>();
        int columns = head.columns().size();
        Csv.forEach(file, header -> {}, cells -> rows.add(numbers(cells.subList(1, 1 + columns))));
        return rows.toArray(float[][]::new);
    }

    static float[] numbers(List<String> cells) {
        float[] numbers = new float[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(cells.get(i));
        }
        return numbers;
    }
}
