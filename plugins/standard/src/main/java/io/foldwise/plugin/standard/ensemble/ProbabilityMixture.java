package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.data.Classes;
import java.util.Arrays;

/**
 * The cross-entropy of mixed probabilities.
 *
 * @param targets {@code [cells]}
 * @param probabilities {@code [trials][cells]}, kept {@value #CLIP} away from 0 and 1
 * @param counted how much a cell's no counts beside its yes: 1 where cells are questions of their own, 0 where they are classes,
 *     of which the true one counts alone
 * @param divisor what makes a mean of the sum: the number of cells, or of samples
 */
record ProbabilityMixture(double[] targets, double[][] probabilities, double counted, double divisor)
        implements Mixture {

    private static final double CLIP = 1e-15;

    /** The mean over all cells of {@code -t log p - (1 - t) log(1 - p)}. */
    static ProbabilityMixture ofCells(TrialPredictions predictions) {
        return new ProbabilityMixture(predictions.targets(), clipped(predictions), 1, predictions.targets().length);
    }

    /** The mean over samples of {@code -sum_c t_c log p_c}. */
    static ProbabilityMixture ofClasses(Classes classes, TrialPredictions predictions) {
        double samples = (double) predictions.targets().length / classes.width();
        return new ProbabilityMixture(predictions.targets(), clipped(predictions), 0, samples);
    }

    /** In place: there may be no memory for as many again. */
    private static double[][] clipped(TrialPredictions predictions) {
        for (double[] ofTrial : predictions.predictions()) {
            Arrays.setAll(ofTrial, cell -> Math.min(1 - CLIP, Math.max(CLIP, ofTrial[cell])));
        }
        return predictions.predictions();
    }

    @Override
    public double loss(double[] weights) {
        double sum = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            sum -= targets[cell] * Math.log(positive(weights, cell));
            if (counted > 0) {
                sum -= (1 - targets[cell]) * Math.log(negative(weights, cell));
            }
        }
        return sum / divisor;
    }

    /**
     * The mean of {@code t p_m / p + (1 - t) (1 - p_m) / (1 - p)}, {@code p} being the mixed probability. Weighted, gains add up
     * to 1.
     */
    @Override
    public double[] gains(double[] weights) {
        double[] gains = new double[weights.length];
        for (int cell = 0; cell < targets.length; cell++) {
            double positive = targets[cell] / positive(weights, cell);
            double negative = counted * (1 - targets[cell]) / negative(weights, cell);
            for (int trial = 0; trial < weights.length; trial++) {
                double own = probabilities[trial][cell];
                gains[trial] += (positive * own + negative * (1 - own)) / divisor;
            }
        }
        return gains;
    }

    @Override
    public double best(double[] weights, int from, int to) {
        return new Exchange(this, weights, from, to).best();
    }

    /** The probability of a cell when trials are mixed. */
    double positive(double[] weights, int cell) {
        double mixed = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            mixed += weights[trial] * probabilities[trial][cell];
        }
        return mixed;
    }

    /** One minus {@link #positive}, as a sum of its own: next to 1 the difference would keep few digits, or be 0. */
    double negative(double[] weights, int cell) {
        double mixed = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            mixed += weights[trial] * (1 - probabilities[trial][cell]);
        }
        return mixed;
    }
}
