package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;

/**
 * How often which probabilities are predicted, and how many of their targets are positive: all that the cross-entropy of cells
 * depends on, since it is linear in targets. Gathered in one pass, so that predictions that lie in files are read once. Logits
 * that are nearer to each other than 1/500 count as their mean; probabilities that are kept as multiples of 1/255 never are.
 */
final class LogitHistogram {

    private static final int BINS = 1 << 14;
    private static final double LARGEST = Calibration.logit(1);

    private final double[] weights = new double[BINS];
    private final double[] positives = new double[BINS];
    private final double[] logits = new double[BINS];

    /** Every sample counts 1, whatever its number of cells. */
    static LogitHistogram of(List<Tensor> targets, List<? extends Predicted> predictions) {
        LogitHistogram histogram = new LogitHistogram();
        for (int sample = 0; sample < targets.size(); sample++) {
            histogram.add(
                    targets.get(sample).values(), predictions.get(sample).own().values());
        }
        return histogram;
    }

    private void add(float[] wanted, float[] given) {
        double weight = 1.0 / given.length;
        for (int cell = 0; cell < given.length; cell++) {
            double logit = Calibration.logit(given[cell]);
            int bin = (int) Math.round((logit + LARGEST) / (2 * LARGEST) * (BINS - 1));
            weights[bin] += weight;
            positives[bin] += weight * wanted[cell];
            logits[bin] += weight * logit;
        }
    }

    /** The mean cross-entropy of samples' cells with logits divided by a temperature, summed over samples. */
    double loss(double temperature) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (weights[bin] > 0) {
                double share = positives[bin] / weights[bin];
                sum += weights[bin] * Logistic.crossEntropy(logits[bin] / weights[bin] / temperature, share);
            }
        }
        return sum;
    }
}
