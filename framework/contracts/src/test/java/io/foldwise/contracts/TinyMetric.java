package io.foldwise.contracts;

import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import java.util.Map;

/** A correct metric: the mean squared error. */
final class TinyMetric implements RowMetric {

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead head, float[][] targets, float[][] predictions) {
        double sum = 0;
        for (int label = 0; label < head.width(); label++) {
            sum += value(label, targets, predictions);
        }
        return sum / head.width();
    }

    @Override
    public Map<String, Double> details(RowHead head, float[][] targets, float[][] predictions) {
        return Map.of(head.columns().get(0), value(0, targets, predictions));
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
