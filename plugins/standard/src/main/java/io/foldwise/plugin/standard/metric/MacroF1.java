package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * F1 score of each column, {@code 2 TP / (2 TP + FP + FN)}, and the mean over columns. Of classes the most probable one is
 * predicted; of labels those from a probability of 0.5 on. Columns that neither occur nor are predicted are left out; the value
 * is NaN where that leaves none. Details give the score of each column.
 */
@Description("Mean over classes or labels of the F1 score, labels from a probability of 0.5 on; larger is better")
public final class MacroF1 implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MacroF1(Head head) {
        HeadCheck.probabilities(head, "rmse or mae");
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead head, float[][] targets, float[][] probabilities) {
        return Columns.mean(details(head, targets, probabilities));
    }

    @Override
    public Map<String, Double> details(RowHead head, float[][] targets, float[][] probabilities) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int column = 0; column < head.width(); column++) {
            double score = F1.Counts.of(head, column, targets, probabilities).f1();
            if (!Double.isNaN(score)) {
                scores.put(head.columns().get(column), score);
            }
        }
        return scores;
    }
}
