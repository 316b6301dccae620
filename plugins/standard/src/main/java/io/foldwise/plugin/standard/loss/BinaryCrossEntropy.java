package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Binary cross-entropy: the mean over all cells of {@code -w t log p - (1 - t) log(1 - p)}, with {@code w} the weight of positives. With
 * weight 1 its value is the mean over labels of the log loss of each column, so training makes small what {@code mlogloss} measures;
 * with another, probabilities come out too large.
 */
@Description("Binary cross-entropy, the mean over all cells, labels or pixels; what mlogloss measures")
public final class BinaryCrossEntropy implements Loss {

    private final double positiveWeight;

    /** How much positives count. */
    public record Params(
            @Description("How many times a positive cell counts as much as a negative one") @Default("1") @Positive
            double positiveWeight) {}

    @Inject
    public BinaryCrossEntropy(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.positiveWeight = params.positiveWeight();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double weight = 1 + (positiveWeight - 1) * targets[cell];
            double positive = positiveWeight * targets[cell];
            sum += weight * Logistic.softplus(logits[cell]) - positive * logits[cell];
            gradient[cell] = (weight * Logistic.sigmoid(logits[cell]) - positive) / cells;
        }
        return sum / cells;
    }
}
