package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.data.RowHead;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics that have a value for each column, and are the mean of them. */
final class Columns {

    private Columns() {}

    /** A metric of one column; NaN where it is not defined. */
    @FunctionalInterface
    interface OfColumn {
        double value(double[] targets, double[] predictions);
    }

    /** The value of every column that has one. */
    static Map<String, Double> values(RowHead head, float[][] targets, float[][] predictions, OfColumn metric) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int column = 0; column < head.width(); column++) {
            double value = metric.value(column(targets, column), column(predictions, column));
            if (!Double.isNaN(value)) {
                values.put(head.columns().get(column), value);
            }
        }
        return values;
    }

    /** NaN without any. */
    static double mean(Map<String, Double> values) {
        return values.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    private static double[] column(float[][] table, int number) {
        double[] column = new double[table.length];
        for (int row = 0; row < table.length; row++) {
            column[row] = table[row][number];
        }
        return column;
    }
}
