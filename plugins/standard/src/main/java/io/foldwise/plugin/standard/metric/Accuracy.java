package io.foldwise.plugin.standard.metric;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Share of samples whose most probable class is the true one; of equally probable classes the first counts. Details are the
 * confusion matrix, numbers of samples by true and predicted class: {@code cat -> dog}; pairs that do not occur are left out.
 */
@Description("Share of samples whose most probable class is the true one; larger is better")
public final class Accuracy implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Accuracy(Classes classes) {}

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead classes, float[][] targets, float[][] probabilities) {
        double right = 0;
        for (int row = 0; row < targets.length; row++) {
            right += Classes.largest(targets[row]) == Classes.largest(probabilities[row]) ? 1 : 0;
        }
        return right / targets.length;
    }

    @Override
    public Map<String, Double> details(RowHead classes, float[][] targets, float[][] probabilities) {
        double[][] confusion = new double[classes.width()][classes.width()];
        for (int row = 0; row < targets.length; row++) {
            confusion[Classes.largest(targets[row])][Classes.largest(probabilities[row])]++;
        }
        Map<String, Double> details = new LinkedHashMap<>();
        List<String> names = classes.columns();
        for (int of = 0; of < confusion.length; of++) {
            for (int taken = 0; taken < confusion.length; taken++) {
                if (confusion[of][taken] > 0) {
                    details.put(names.get(of) + " -> " + names.get(taken), confusion[of][taken]);
                }
            }
        }
        return details;
    }
}
