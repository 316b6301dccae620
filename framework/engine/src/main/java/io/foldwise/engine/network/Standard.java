package io.foldwise.engine.network;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The units in which a network learns quantities: every column has mean 0 and standard deviation 1 over the samples that it learns
 * from. What it predicts is in the data's own units.
 *
 * @param means of each column
 * @param deviations of each column; 1 for one that is constant
 */
public record Standard(double[] means, double[] deviations) {

    /** One for each head that is standardised, in the task's order. */
    public static List<Optional<Standard>> of(Dataset data, int[] rows) {
        List<Optional<Standard>> each = new ArrayList<>();
        for (Head head : data.task().heads()) {
            each.add(
                    head instanceof Quantities quantities ? Optional.of(of(data, rows, quantities)) : Optional.empty());
        }
        return each;
    }

    /** A number of a column, in these units. */
    public double standardised(double value, int column) {
        return (value - means[column]) / deviations[column];
    }

    private static Standard of(Dataset data, int[] rows, Quantities head) {
        int width = head.width();
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int row : rows) {
            float[] target = data.target(row, head).values();
            for (int column = 0; column < width; column++) {
                means[column] += target[column] / rows.length;
            }
        }
        for (int row : rows) {
            float[] target = data.target(row, head).values();
            for (int column = 0; column < width; column++) {
                double difference = target[column] - means[column];
                deviations[column] += difference * difference / rows.length;
            }
        }
        for (int column = 0; column < width; column++) {
            deviations[column] = deviations[column] > 0 ? Math.sqrt(deviations[column]) : 1;
        }
        return new Standard(means, deviations);
    }
}
