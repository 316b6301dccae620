package io.foldwise.report.statistics;

import java.util.Arrays;
import java.util.List;

/** Values far from the others, by the median and its absolute deviations (Iglewicz and Hoaglin 1993). */
public final class Outliers {

    private static final double TO_DEVIATIONS = 0.6745;
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
        double deviation = median(
                Arrays.stream(known).map(value -> Math.abs(value - median)).toArray());
        for (int place = 0; place < outliers.length; place++) {
            outliers[place] = deviation > 0 && TO_DEVIATIONS * Math.abs(values.get(place) - median) / deviation > FAR;
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
