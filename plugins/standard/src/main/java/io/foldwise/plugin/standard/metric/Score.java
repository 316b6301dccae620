package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.LinkedHashMap;
import java.util.Map;

/** One minus the mean column log loss of {@link LogLoss}, a score where larger is better. Details: the same per label. */
@Description("1 - mlogloss; larger is better")
public final class Score implements RowMetric {

    private final LogLoss logLoss;

    /** How certain a prediction may be. */
    public record Params(
            @Description("Probabilities are clipped to [clip, 1 - clip]")
            @Default("1e-15")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "0.5", inclusive = false)
            double clip) {}

    @Inject
    public Score(Params params, Head head) {
        this.logLoss = new LogLoss(new LogLoss.Params(params.clip()), head);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        return 1 - logLoss.value(labels, targets, probabilities);
    }

    @Override
    public Map<String, Double> details(RowHead labels, float[][] targets, float[][] probabilities) {
        Map<String, Double> details = new LinkedHashMap<>();
        logLoss.details(labels, targets, probabilities).forEach((label, loss) -> details.put(label, 1 - loss));
        return details;
    }
}
