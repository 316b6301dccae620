package io.foldwise.spi.data;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** Rows of numbers added up. */
record Sums(double[] columns, long samples) {

    static Sums of(int width, Stream<Tensor> rows) {
        double[] sums = new double[width];
        long[] samples = new long[1];
        rows.forEachOrdered(row -> {
            for (int column = 0; column < width; column++) {
                sums[column] += row.values()[column];
            }
            samples[0]++;
        });
        return new Sums(sums, samples[0]);
    }

    /** A row made of the sums. */
    Tensor map(DoubleUnaryOperator each) {
        float[] row = new float[columns.length];
        for (int column = 0; column < row.length; column++) {
            row[column] = (float) each.applyAsDouble(columns[column]);
        }
        return Tensor.row(row);
    }
}
