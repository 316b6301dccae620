package io.foldwise.plugin.image.postprocessing;

import java.util.function.IntToDoubleFunction;

/** The means of what many candidates are worth; what is no number is left out. */
final class Means {

    private final double[] sums;
    private final long[] counts;

    Means(int candidates) {
        this.sums = new double[candidates];
        this.counts = new long[candidates];
    }

    void add(int candidate, double value) {
        if (!Double.isNaN(value)) {
            sums[candidate] += value;
            counts[candidate]++;
        }
    }

    double mean(int candidate) {
        return sums[candidate] / counts[candidate];
    }

    /**
     * The candidate with the largest mean; without any mean, the one of the least cost.
     *
     * @param cost decides between equal ones; of equal cost the first is taken
     */
    int best(IntToDoubleFunction cost) {
        int best = 0;
        for (int candidate = 1; candidate < sums.length; candidate++) {
            int comparison = Double.compare(orLeast(mean(candidate)), orLeast(mean(best)));
            if (comparison > 0 || comparison == 0 && cost.applyAsDouble(candidate) < cost.applyAsDouble(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static double orLeast(double mean) {
        return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
    }
}
