package io.foldwise.plugin.example;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Binary cross-entropy whose positive answers count {@code w} times: the mean over samples and labels of
 * {@code -w t log p - (1 - t) log(1 - p)}. For labels that are rare and must not be missed; with {@code w} other than 1
 * the predictions that make it small are no probabilities of the data.
 */
@Description("Binary cross-entropy that weighs positive answers")
public final class WeightedCrossEntropy implements Loss {

    /** How much. */
    public record Params(
            @Description("Weight of a positive answer; a negative one has weight 1") @Default("2") @Positive
            double positiveWeight) {}

    private final double positiveWeight;

    @Inject
    public WeightedCrossEntropy(Params params, LabelSchema labels) {
        this.positiveWeight = params.positiveWeight();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double positive = positiveWeight * targets[cell];
            double negative = 1 - targets[cell];
            sum += positive * Logistic.softplus(-logits[cell]) + negative * Logistic.softplus(logits[cell]);
            gradient[cell] =
                    (negative * Logistic.sigmoid(logits[cell]) - positive * Logistic.sigmoid(-logits[cell])) / cells;
        }
        return sum / cells;
    }
}
