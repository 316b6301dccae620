package io.foldwise.plugin.text.ngram;

import io.foldwise.toolkit.linear.SparseRows;
import java.util.Arrays;
import java.util.List;

/**
 * Turns reports into rows of numbers, one column per n-gram. An n-gram that a report holds, however often, counts
 * {@code ln((1 + reports) / (1 + reports with the n-gram)) + 1}, so that rare ones count more; each row is then scaled to
 * length 1. N-grams that the fitted reports did not hold are passed over.
 *
 * @param longest the number of tokens of the longest n-grams
 * @param grams the n-grams that have a column, in their order, ascending
 * @param weights the weight of each
 */
public record TfIdf(int longest, long[] grams, float[] weights) {

    /**
     * Learns which n-grams there are and how rare they are.
     *
     * @param atLeast how many reports must hold an n-gram for it to get a column
     */
    public static TfIdf fit(List<int[]> reports, int longest, int atLeast) {
        long[] all = reports.stream()
                .flatMapToLong(report -> Arrays.stream(NGrams.distinct(report, longest)))
                .toArray();
        Arrays.sort(all);
        long[] grams = new long[all.length];
        float[] weights = new float[all.length];
        int size = 0;
        for (int start = 0, end; start < all.length; start = end) {
            end = start;
            while (end < all.length && all[end] == all[start]) {
                end++;
            }
            if (end - start >= atLeast) {
                grams[size] = all[start];
                weights[size++] = (float) (StrictMath.log((1.0 + reports.size()) / (1 + end - start)) + 1);
            }
        }
        return new TfIdf(longest, Arrays.copyOf(grams, size), Arrays.copyOf(weights, size));
    }

    /** The rows of the given reports. A report without any known n-gram is a row of zeros. */
    public SparseRows rows(List<int[]> reports) {
        int[] starts = new int[reports.size() + 1];
        int most = reports.stream().mapToInt(report -> report.length * longest).sum();
        int[] columns = new int[most];
        float[] values = new float[most];
        int size = 0;
        for (int row = 0; row < reports.size(); row++) {
            for (long gram : NGrams.distinct(reports.get(row), longest)) {
                int column = Arrays.binarySearch(grams, gram);
                if (column >= 0) {
                    columns[size] = column;
                    values[size++] = weights[column];
                }
            }
            starts[row + 1] = size;
            scaleToLengthOne(values, starts[row], size);
        }
        return new SparseRows(grams.length, starts, Arrays.copyOf(columns, size), Arrays.copyOf(values, size));
    }

    private static void scaleToLengthOne(float[] values, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) values[i] * values[i];
        }
        for (int i = from; i < to; i++) {
            values[i] = (float) (values[i] / Math.sqrt(squares));
        }
    }
}
