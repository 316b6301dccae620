package io.foldwise.plugin.example;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;

/**
 * Mean squared difference of probabilities and targets, over all samples and labels.
 *
 * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier 1950</a>
 */
@Description("Brier score: mean squared error of the probabilities; smaller is better")
public final class BrierScore implements RowMetric {

    /** There is nothing to choose. */
    public record Params() {}

    @Inject
    public BrierScore(Params params, LabelSchema labels) {}

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            for (int label = 0; label < labels.width(); label++) {
                double error = probabilities[row][label] - targets[row][label];
                sum += error * error;
            }
        }
        return sum / (targets.length * (double) labels.width());
    }
}
