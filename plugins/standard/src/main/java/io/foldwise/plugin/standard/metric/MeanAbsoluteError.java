package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Mean absolute error of each quantity, {@code mean(|y - t|)}, in its unit, and the mean over quantities. Details give each.
 */
@Description("Mean absolute error, the mean over quantities; lower is better")
public final class MeanAbsoluteError implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MeanAbsoluteError(Quantities quantities) {}

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.mean(details(quantities, targets, predictions));
    }

    @Override
    public Map<String, Double> details(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.values(quantities, targets, predictions, MeanAbsoluteError::ofColumn);
    }

    private static double ofColumn(double[] targets, double[] predictions) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            sum += Math.abs(predictions[row] - targets[row]);
        }
        return sum / targets.length;
    }
}
