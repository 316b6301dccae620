package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean column log loss: for every label the mean over samples of {@code -t log p - (1 - t) log(1 - p)}, then the mean over
 * labels. Probabilities are clipped to {@code [clip, 1 - clip]} in double precision first, so that one wrong and certain
 * prediction costs at most {@code -log(clip)}, 34.5 by default. Details give the log loss of each label.
 */
@Description("Mean over labels of the log loss of each column; lower is better")
public final class LogLoss implements RowMetric {

    private final double clip;

    /** How certain a prediction may be. */
    public record Params(
            @Description("Probabilities are clipped to [clip, 1 - clip]")
            @Default("1e-15")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "0.5", inclusive = false)
            double clip) {}

    @Inject
    public LogLoss(Params params, Head head) {
        HeadCheck.yesOrNo(head, "cross-entropy", "rmse or mae");
        this.clip = params.clip();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int label = 0; label < labels.width(); label++) {
            sum += ofColumn(label, targets, probabilities);
        }
        return sum / labels.width();
    }

    @Override
    public Map<String, Double> details(RowHead labels, float[][] targets, float[][] probabilities) {
        Map<String, Double> details = new LinkedHashMap<>();
        List<String> columns = labels.columns();
        for (int label = 0; label < columns.size(); label++) {
            details.put(columns.get(label), ofColumn(label, targets, probabilities));
        }
        return details;
    }

    /** NaN without samples, by 0 / 0. */
    private double ofColumn(int label, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double probability = Math.min(1 - clip, Math.max(clip, probabilities[row][label]));
            double target = targets[row][label];
            sum -= target * Math.log(probability) + (1 - target) * Math.log1p(-probability);
        }
        return sum / targets.length;
    }
}
