package io.foldwise.report.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Values far from the others, by the median and the median of absolute deviations from it (Iglewicz and Hoaglin 1993); where that is 0,
 * as more than half are equal, by their mean.
 */
public final class Outliers {

    private static final double TO_DEVIATIONS = 0.6745;
    private static final double OF_THE_MEAN = 1 / 1.253314; // of a normal distribution, too
    private static final double FAR = 3.5;
    private static final int FEWEST = 4;

    private Outliers() {}

    /** Whether each value is one; of fewer than four none is. */
    public static boolean[] of(List<Double> values) {
        boolean[] outliers = new boolean[values.size()];
        double[] known = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (known.length < FEWEST) {
            return outliers;
        }
        double median = median(known);
        double[] deviations =
                Arrays.stream(known).map(value -> Math.abs(value - median)).toArray();
        double middle = median(deviations) / TO_DEVIATIONS;
        double unit = middle > 0 ? middle : Arrays.stream(deviations).average().orElse(0) / OF_THE_MEAN;
        for (int place = 0; place < outliers.length; place++) {
            outliers[place] = unit > 0 && Math.abs(values.get(place) - median) / unit > FAR;
        }
        return outliers;
    }

    /** The middle of some values. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
