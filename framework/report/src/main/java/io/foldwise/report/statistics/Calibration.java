package io.foldwise.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether probabilities are what they say. */
public final class Calibration {

    private static final int ROUNDS = 50;
    private static final double SMALL = 1e-7;

    /** Of a sum of many terms, relative. */
    private static final double ROUNDING = 1e-13;

    private Calibration() {}

    /**
     * Samples whose probabilities are alike.
     *
     * @param predicted the mean of their probabilities
     * @param observed the share of positives among them
     */
    public record Bin(int samples, double predicted, double observed) {}

    /** Bins of equal width over [0, 1]; those without samples are left out. */
    public static List<Bin> bins(double[] probabilities, double[] truth, int count) {
        int[] samples = new int[count];
        double[] predicted = new double[count];
        double[] observed = new double[count];
        for (int sample = 0; sample < probabilities.length; sample++) {
            if (!Double.isNaN(probabilities[sample]) && !Double.isNaN(truth[sample])) {
                int bin = (int) Math.max(0, Math.min(count - 1, Math.floor(probabilities[sample] * count)));
                samples[bin]++;
                predicted[bin] += probabilities[sample];
                observed[bin] += Binary.positive(truth[sample]) ? 1 : 0;
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < count; bin++) {
            if (samples[bin] > 0) {
                bins.add(new Bin(samples[bin], predicted[bin] / samples[bin], observed[bin] / samples[bin]));
            }
        }
        return bins;
    }

    /** The expected calibration error: the mean over samples of how far their bin's probability is from its share of positives. */
    public static double error(List<Bin> bins) {
        double samples = bins.stream().mapToInt(Bin::samples).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.samples() / samples * Math.abs(bin.predicted() - bin.observed()))
                .sum();
    }

    /**
     * The calibration slope, {@code b} of {@code P(positive) = sigmoid(a + b logit(p))} by maximum likelihood (Cox 1958): 1 where
     * probabilities are right, less where they are too sure of themselves. NaN where it cannot be told, as for samples of one kind, or
     * that a threshold tells apart without fault.
     */
    public static double slope(double[] probabilities, double[] truth) {
        double[] logits = Arrays.stream(probabilities)
                .map(given -> Math.max(SMALL, Math.min(1 - SMALL, given)))
                .map(p -> Math.log(p / (1 - p)))
                .toArray();
        double intercept = 0;
        double slope = 1;
        double likelihood = likelihood(logits, truth, intercept, slope);
        for (int round = 0; round < ROUNDS; round++) {
            double[] step = newton(logits, truth, intercept, slope);
            if (Math.abs(step[0]) + Math.abs(step[1]) < 1e-9) {
                return Math.abs(slope) < 100 ? slope : Double.NaN;
            }
            double least = likelihood
                    - ROUNDING * Math.abs(likelihood); // near the end, a step gains less than sums are rounded by
            double share = 1;
            double next = likelihood(logits, truth, intercept + step[0], slope + step[1]);
            while (!(next >= least) && share > 1e-10) {
                share /= 2;
                next = likelihood(logits, truth, intercept + share * step[0], slope + share * step[1]);
            }
            if (!(next >= least)) {
                return Double.NaN;
            }
            intercept += share * step[0];
            slope += share * step[1];
            likelihood = next;
        }
        return Double.NaN;
    }

    private static double likelihood(double[] logits, double[] truth, double intercept, double slope) {
        double sum = 0;
        for (int sample = 0; sample < logits.length; sample++) {
            double z = intercept + slope * logits[sample];
            double against = Binary.positive(truth[sample]) ? -z : z;
            sum -= Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
        }
        return sum;
    }

    /** Of intercept and slope; no numbers where the data do not tell them apart. */
    private static double[] newton(double[] logits, double[] truth, double intercept, double slope) {
        double g0 = 0;
        double g1 = 0;
        double h00 = 0;
        double h01 = 0;
        double h11 = 0;
        for (int sample = 0; sample < logits.length; sample++) {
            double fitted = 1 / (1 + Math.exp(-intercept - slope * logits[sample]));
            double rest = (Binary.positive(truth[sample]) ? 1 : 0) - fitted;
            double weight = fitted * (1 - fitted);
            g0 += rest;
            g1 += rest * logits[sample];
            h00 += weight;
            h01 += weight * logits[sample];
            h11 += weight * logits[sample] * logits[sample];
        }
        double determinant = h00 * h11 - h01 * h01;
        return determinant > 1e-9 * h00 * h11
                ? new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant}
                : new double[] {Double.NaN, Double.NaN};
    }
}
