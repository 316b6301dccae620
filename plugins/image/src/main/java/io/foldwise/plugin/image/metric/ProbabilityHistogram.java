package io.foldwise.plugin.image.metric;

/**
 * Probabilities of positives and negatives, counted in bins that are narrow near 0 and near 1: {@code p} up to a half, and {@code 1 - p}
 * above, are told apart by the first 8 bits of their binary digits, which are 1/128 of the number at most.
 */
final class ProbabilityHistogram {

    private static final int DROPPED_BITS = 16;
    private static final int HALF = bin(0.5f);

    private final long[] positives = new long[2 * HALF + 1];
    private final long[] negatives = new long[2 * HALF + 1];

    private boolean unknown;

    /** @param probability NaN makes the area one */
    void add(boolean positive, float probability) {
        if (Float.isNaN(probability)) {
            unknown = true;
            return;
        }
        long[] counts = positive ? positives : negatives;
        counts[probability <= 0.5f ? bin(probability) : 2 * HALF - bin(1 - probability)]++;
    }

    private static int bin(float number) {
        return Float.floatToIntBits(Math.max(0, number)) >>> DROPPED_BITS;
    }

    /** The area under the ROC curve; NaN unless there are both positives and negatives. */
    double area() {
        double below = 0;
        double ordered = 0;
        double allPositives = 0;
        for (int bin = 0; bin < positives.length; bin++) {
            ordered += positives[bin] * (below + negatives[bin] / 2.0);
            below += negatives[bin];
            allPositives += positives[bin];
        }
        return unknown ? Double.NaN : ordered / (allPositives * below);
    }
}
