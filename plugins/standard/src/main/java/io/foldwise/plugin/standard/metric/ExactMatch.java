package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.stream.IntStream;

/** Share of samples whose labels are all predicted right, a label being predicted from a probability threshold on. */
@Description("Share of samples with every label right; larger is better")
public final class ExactMatch implements RowMetric {

    private final double threshold;

    /** When a label counts as predicted. */
    public record Params(
            @Description("Probability from which on a label is predicted")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold) {}

    @Inject
    public ExactMatch(Params params, Head head) {
        HeadCheck.yesOrNo(head, "accuracy", "rmse or mae");
        this.threshold = params.threshold();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        long right = IntStream.range(0, targets.length)
                .filter(row -> IntStream.range(0, labels.width())
                        .allMatch(label -> probabilities[row][label] >= threshold == Positives.is(targets[row][label])))
                .count();
        return (double) right / targets.length;
    }
}
