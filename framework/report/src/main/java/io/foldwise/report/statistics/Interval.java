package io.foldwise.report.statistics;

import io.foldwise.engine.validation.Spread;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** Where a mean lies with a confidence of 95 %; NaN where that cannot be told. */
public record Interval(double low, double high) {

    private static final double UPPER = 0.975;
    private static final double NORMAL = 1.959964;

    public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /**
     * Of a mean over {@code k} folds, by Student's distribution with the correction for folds that share training samples (Nadeau and
     * Bengio 2003): the variance of the mean is {@code s^2 (1/k + held-out / train)}, of plain k-fold {@code s^2 (1/k + 1/(k - 1))}.
     *
     * @param values folds on which the metric is not defined, NaN, are left out
     * @param heldOutToTrain how many samples a fold holds out for each that it trains on; NaN for plain k-fold's
     */
    public static Interval ofFolds(List<Double> values, double heldOutToTrain) {
        int folds = (int) values.stream().filter(value -> !value.isNaN()).count();
        Spread spread = Spread.ofDefined(values);
        if (folds < 2 || Double.isNaN(spread.standardDeviation())) {
            return UNKNOWN;
        }
        double t = new TDistribution(folds - 1).inverseCumulativeProbability(UPPER);
        double shared = Double.isNaN(heldOutToTrain) ? 1.0 / (folds - 1) : heldOutToTrain;
        double half = t * spread.standardDeviation() * Math.sqrt(1.0 / folds + shared);
        return new Interval(spread.mean() - half, spread.mean() + half);
    }

    /** Of a mean over samples, by the normal distribution. */
    public static Interval ofSamples(double[] values) {
        if (values.length < 2) {
            return UNKNOWN;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = NORMAL * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(mean - half, mean + half);
    }

    public boolean known() {
        return !Double.isNaN(low);
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
