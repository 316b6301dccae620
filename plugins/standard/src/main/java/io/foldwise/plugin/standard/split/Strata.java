package io.foldwise.plugin.standard.split;

import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.plugin.standard.labels.TargetColumns;
import io.foldwise.spi.data.Dataset;
import java.util.stream.IntStream;

/** What parts are to have equally much of: positives of every label and class, and samples in every bin of a quantity. */
final class Strata {

    private static final int MOST_BINS = 10;

    private Strata() {}

    /**
     * Which sample belongs to which stratum, {@code [rows][strata]}.
     *
     * @param parts how many the rows are to be divided into
     */
    static boolean[][] of(Dataset data, int[] rows, int parts) {
        float[][] targets = IntStream.of(rows).mapToObj(data::targets).toArray(float[][]::new);
        int[] labels = TargetColumns.yesOrNo(data);
        int[] quantities = TargetColumns.quantities(data);
        int bins = Math.max(1, Math.min(MOST_BINS, rows.length / parts));
        boolean[][] strata = new boolean[rows.length][labels.length + quantities.length * bins];
        for (int row = 0; row < rows.length; row++) {
            for (int label = 0; label < labels.length; label++) {
                strata[row][label] = Positives.is(targets[row][labels[label]]);
            }
        }
        for (int quantity = 0; quantity < quantities.length; quantity++) {
            int first = labels.length + quantity * bins;
            int[] bin = Quantiles.bins(column(targets, quantities[quantity]), bins);
            for (int row = 0; row < rows.length; row++) {
                strata[row][first + bin[row]] = true;
            }
        }
        return strata;
    }

    private static float[] column(float[][] table, int number) {
        float[] column = new float[table.length];
        for (int row = 0; row < table.length; row++) {
            column[row] = table[row][number];
        }
        return column;
    }
}
