package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The experiment's metrics by name, in order; the first is the headline.
 */
public record Scoring(LinkedHashMap<String, Metric> metrics) {

    public String headline() {
        return metrics.keySet().iterator().next();
    }

    /** Every metric's value. */
    public Map<String, Double> values(LabelSchema labels, float[][] targets, float[][] probabilities) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> values.put(name, metric.value(labels, targets, probabilities)));
        return values;
    }

    /** A metric's value turned so that larger is better. */
    public double goodness(String metric, double value) {
        return metrics.get(metric).higherIsBetter() ? value : -value;
    }

    /** The targets of some rows, {@code [rows][labels]}. */
    public static float[][] targets(Dataset data, int[] rows) {
        float[][] targets = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = data.targets(rows[i]);
        }
        return targets;
    }
}
