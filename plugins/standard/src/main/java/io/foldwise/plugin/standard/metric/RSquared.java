package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;

/**
 * Coefficient of determination of each quantity, {@code 1 - sum((y - t)^2) / sum((t - mean(t))^2)}, and the mean over quantities:
 * 1 is perfect, 0 is what the mean of these very targets would get, and there is no least value. A quantity that is the same
 * for all samples has none and is left out. Details give each.
 */
@Description("Coefficient of determination (R2), the mean over quantities; larger is better")
public final class RSquared implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public RSquared(Quantities quantities) {}

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.mean(details(quantities, targets, predictions));
    }

    @Override
    public Map<String, Double> details(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.values(quantities, targets, predictions, RSquared::ofColumn);
    }

    private static double ofColumn(double[] targets, double[] predictions) {
        double mean = Arrays.stream(targets).average().orElse(Double.NaN);
        double errors = 0;
        double spread = 0;
        for (int row = 0; row < targets.length; row++) {
            errors += (predictions[row] - targets[row]) * (predictions[row] - targets[row]);
            spread += (targets[row] - mean) * (targets[row] - mean);
        }
        return spread == 0 ? Double.NaN : 1 - errors / spread;
    }
}
