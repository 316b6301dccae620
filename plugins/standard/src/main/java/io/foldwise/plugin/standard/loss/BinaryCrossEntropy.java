package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;

/**
 * Binary cross-entropy: the mean over all cells of {@code -t log p - (1 - t) log(1 - p)}. Its value is the mean over labels
 * of the log loss of each column, so training makes small what {@code mlogloss} measures.
 */
@Description("Binary cross-entropy, the mean over all cells; what mlogloss measures")
public final class BinaryCrossEntropy implements Loss {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public BinaryCrossEntropy(Head head) {
        HeadCheck.lossOfYesOrNo(head);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            sum += Logistic.crossEntropy(logits[cell], targets[cell]);
            gradient[cell] = (Logistic.sigmoid(logits[cell]) - targets[cell]) / cells;
        }
        return sum / cells;
    }
}
