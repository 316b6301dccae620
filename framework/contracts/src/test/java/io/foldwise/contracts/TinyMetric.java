package io.foldwise.contracts;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Metric;
import java.util.Map;

/** A correct metric: the mean squared error. */
final class TinyMetric implements Metric {

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(LabelSchema labels, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int label = 0; label < labels.width(); label++) {
            sum += value(label, targets, probabilities);
        }
        return sum / labels.width();
    }

    @Override
    public Map<String, Double> details(LabelSchema labels, float[][] targets, float[][] probabilities) {
        return Map.of(labels.columns().get(0), value(0, targets, probabilities));
    }

    private static double value(int label, float[][] targets, float[][] probabilities) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double error = targets[row][label] - probabilities[row][label];
            sum += error * error;
        }
        return sum / targets.length;
    }
}
