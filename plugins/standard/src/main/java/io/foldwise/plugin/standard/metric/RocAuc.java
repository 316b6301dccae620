package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.Positives;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: the chance that a random positive has a larger probability than a random negative, ties
 * counting half. From the rank sum with mid-ranks for ties (Mann and Whitney 1947),
 *
 * <pre>{@code (sum of the positives' ranks - P (P + 1) / 2) / (P N)}</pre>
 *
 * Not ND4J's {@code ROC}, whose curve steps through tied samples one by one, so that its area depends on their order.
 */
final class RocAuc {

    private RocAuc() {}

    /** @return NaN unless there are both positives and negatives, or if any probability is NaN */
    static double of(float[] targets, float[] probabilities) {
        int[] ascending = ascending(probabilities);
        double rankSum = 0;
        long positives = 0;
        int from = 0;
        while (from < ascending.length) {
            int to = from;
            long tied = 0;
            while (to < ascending.length && probabilities[ascending[to]] == probabilities[ascending[from]]) {
                tied += Positives.is(targets[ascending[to]]) ? 1 : 0;
                to++;
            }
            if (to == from) {
                return Double.NaN;
            }
            rankSum += tied * (from + 1 + to) / 2.0;
            positives += tied;
            from = to;
        }
        long negatives = targets.length - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /** The places of the values, the least value first and NaN last. */
    private static int[] ascending(float[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(place -> (long) inOrder(values[place]) << 32 | place)
                .sorted()
                .mapToInt(valueAndPlace -> (int) valueAndPlace)
                .toArray();
    }

    /** A whole number that compares with others as the values do, after {@link Float#compare}. */
    private static int inOrder(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
