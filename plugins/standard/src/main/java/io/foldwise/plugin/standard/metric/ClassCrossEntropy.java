package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Log loss of one of several classes: the mean over samples of {@code -sum_c t_c log p_c}, what the loss of the same name makes
 * small. Probabilities are raised to {@code clip} at least, so that one wrong and certain prediction costs at most {@code
 * -log(clip)}. Details give the mean over the samples of each class.
 */
@Description("Log loss of one of several classes; lower is better")
public final class ClassCrossEntropy implements RowMetric {

    private final double clip;

    /** How certain a prediction may be. */
    public record Params(
            @Description("Probabilities below this count as this")
            @Default("1e-15")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "0.5", inclusive = false)
            double clip) {}

    @Inject
    public ClassCrossEntropy(Params params, Classes classes) {
        this.clip = params.clip();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead classes, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            sum += ofSample(targets[row], probabilities[row]);
        }
        return sum / targets.length;
    }

    @Override
    public Map<String, Double> details(RowHead classes, float[][] targets, float[][] probabilities) {
        double[] sums = new double[classes.width()];
        int[] samples = new int[classes.width()];
        for (int row = 0; row < targets.length; row++) {
            int of = Classes.largest(targets[row]);
            sums[of] += ofSample(targets[row], probabilities[row]);
            samples[of]++;
        }
        Map<String, Double> details = new LinkedHashMap<>();
        for (int of = 0; of < sums.length; of++) {
            if (samples[of] > 0) {
                details.put(classes.columns().get(of), sums[of] / samples[of]);
            }
        }
        return details;
    }

    private double ofSample(float[] targets, float[] probabilities) {
        double sum = 0;
        for (int column = 0; column < targets.length; column++) {
            double probability = Math.max(clip, probabilities[column]);
            sum -= targets[column] == 0 ? 0 : targets[column] * Math.log(probability);
        }
        return sum;
    }
}
