package io.foldwise.report.statistics;

import java.util.ArrayList;
import java.util.List;

/** Whether probabilities are what they say. */
public final class Calibration {

    private static final int STEPS = 50;
    private static final double SMALL = 1e-7;

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
                observed[bin] += truth[sample] > 0.5 ? 1 : 0;
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
        double intercept = 0;
        double slope = 1;
        for (int step = 0; step < STEPS; step++) {
            double g0 = 0;
            double g1 = 0;
            double h00 = 0;
            double h01 = 0;
            double h11 = 0;
            for (int sample = 0; sample < probabilities.length; sample++) {
                double p = Math.max(SMALL, Math.min(1 - SMALL, probabilities[sample]));
                double logit = Math.log(p / (1 - p));
                double fitted = 1 / (1 + Math.exp(-intercept - slope * logit));
                double rest = (truth[sample] > 0.5 ? 1 : 0) - fitted;
                double weight = fitted * (1 - fitted);
                g0 += rest;
                g1 += rest * logit;
                h00 += weight;
                h01 += weight * logit;
                h11 += weight * logit * logit;
            }
            double determinant = h00 * h11 - h01 * h01;
            if (!(determinant > 1e-9 * h00 * h11)) {
                return Double.NaN;
            }
            double byIntercept = (h11 * g0 - h01 * g1) / determinant;
            double bySlope = (h00 * g1 - h01 * g0) / determinant;
            intercept += byIntercept;
            slope += bySlope;
            if (Math.abs(byIntercept) + Math.abs(bySlope) < 1e-9) {
                return Math.abs(slope) < 100 ? slope : Double.NaN;
            }
        }
        return Double.NaN;
    }
}
