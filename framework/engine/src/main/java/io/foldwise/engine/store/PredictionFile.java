package io.foldwise.engine.store;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
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
        List<String> header = new ArrayList<>(List.of("id"));
        header.addAll(labels.columns());
        lines.add(Csv.line(header));
        for (int row = 0; row < predictions.ids().size(); row++) {
            List<String> cells = new ArrayList<>(List.of(predictions.ids().get(row)));
            for (float probability : predictions.probabilities()[row]) {
                cells.add(Float.toString(probability));
            }
            lines.add(Csv.line(cells));
        }
        WholeFile.write(file, lines);
    }

    /** @throws StoreException if the file is missing or not as {@link #write} left it */
    public static Predictions read(Path file, LabelSchema labels) {
        List<String> ids = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        Csv.forEach(file, header -> {}, cells -> {
            ids.add(cells.get(0));
            rows.add(numbers(cells.subList(1, 1 + labels.width())));
        });
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
