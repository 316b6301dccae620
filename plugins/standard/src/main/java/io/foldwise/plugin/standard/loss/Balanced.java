package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;

/**
 * Cross-entropy in which positive and negative cells have equal say, however rare the positives are:
 *
 * <pre>{@code 0.5 * sum(-t log p) / sum(t) + 0.5 * sum(-(1 - t) log(1 - p)) / sum(1 - t)}   over the cells of a batch</pre>
 *
 * A soft target counts on both sides by its share. A side that is absent from the batch adds nothing. Probabilities come
 * out far above the base rates, which a log loss punishes.
 */
@Description("Cross-entropy with equal say for positive and negative cells, however rare the positives are")
public final class Balanced implements Loss {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Balanced(Head head) {
        HeadCheck.lossOfYesOrNo(head);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double positives = 0;
        for (int cell = 0; cell < cells; cell++) {
            positives += targets[cell];
        }
        double weightOfPositive = weight(positives);
        double weightOfNegative = weight(cells - positives);
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double positive = weightOfPositive * targets[cell];
            double negative = weightOfNegative * (1 - targets[cell]);
            sum += positive * Logistic.softplus(-logits[cell]) + negative * Logistic.softplus(logits[cell]);
            gradient[cell] = negative * Logistic.sigmoid(logits[cell]) - positive * Logistic.sigmoid(-logits[cell]);
        }
        return sum;
    }

    /** Half the loss, shared by that many cells. */
    private static double weight(double cells) {
        return cells > 0 ? 0.5 / cells : 0;
    }
}
