package io.foldwise.plugin.example;

import java.util.Arrays;

/**
 * Shifts and scales features, {@code (value - mean) / deviation}.
 *
 * @param means by column; empty for no scaling
 * @param deviations by column
 */
record Scaling(double[] means, double[] deviations) {

    static Scaling none() {
        return new Scaling(new double[0], new double[0]);
    }

    /** Gives the columns of the given rows mean 0 and variance 1; a column that is constant there becomes 0. */
    static Scaling standardising(float[][] rows) {
        int columns = rows[0].length;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double variance = Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow();
            means[column] = mean;
            deviations[column] = variance == 0 ? 1 : Math.sqrt(variance);
        }
        return new Scaling(means, deviations);
    }

    float[] apply(float[] row) {
        float[] scaled = row.clone();
        for (int column = 0; column < means.length; column++) {
            scaled[column] = (float) ((row[column] - means[column]) / deviations[column]);
        }
        return scaled;
    }
}
