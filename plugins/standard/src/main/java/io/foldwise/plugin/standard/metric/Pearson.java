package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;

/**
 * Pearson's correlation of predictions and targets of each quantity, and the mean over quantities. It does not see a wrong level or
 * a wrong scale, so put {@code rmse} beside it. Predictions that are all the same correlate with nothing, 0; a quantity that is the
 * same for all samples has none and is left out. Details give each.
 */
@Description("Pearson's correlation, the mean over quantities; larger is better")
public final class Pearson implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Pearson(Quantities quantities) {}

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public double value(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.mean(details(quantities, targets, predictions));
    }

    @Override
    public Map<String, Double> details(RowHead quantities, float[][] targets, float[][] predictions) {
        return Columns.values(quantities, targets, predictions, Pearson::ofColumn);
    }

    private static double ofColumn(double[] targets, double[] predictions) {
        double meanTarget = Arrays.stream(targets).average().orElse(Double.NaN);
        double meanPrediction = Arrays.stream(predictions).average().orElse(Double.NaN);
        double together = 0;
        double ofTargets = 0;
        double ofPredictions = 0;
        for (int row = 0; row < targets.length; row++) {
            double target = targets[row] - meanTarget;
            double prediction = predictions[row] - meanPrediction;
            together += target * prediction;
            ofTargets += target * target;
            ofPredictions += prediction * prediction;
        }
        if (ofTargets == 0) {
            return Double.NaN;
        }
        return together == 0 ? 0 : together / Math.sqrt(ofTargets * ofPredictions);
    }
}
