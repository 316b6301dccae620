package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Area under the ROC curve of each label, and the mean over labels; of classes each against all others. Labels without both positives and negatives have none
 * and are left out; the value is NaN where that leaves no label. Ties count half. Details give the area of each label.
 */
@Description("Mean over labels, or classes against the rest, of the area under the ROC curve; larger is better")
public final class MacroAuc implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MacroAuc(Head head) {
        HeadCheck.probabilities(head, "pearson");
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        return Columns.mean(details(labels, targets, probabilities));
    }

    @Override
    public Map<String, Double> details(RowHead labels, float[][] targets, float[][] probabilities) {
        Map<String, Double> areas = new LinkedHashMap<>();
        List<String> columns = labels.columns();
        for (int label = 0; label < columns.size(); label++) {
            float[] column = column(targets, label);
            if (hasBothClasses(column)) {
                areas.put(columns.get(label), RocAuc.of(column, column(probabilities, label)));
            }
        }
        return areas;
    }

    private static boolean hasBothClasses(float[] targets) {
        for (float target : targets) {
            if (Positives.is(target) != Positives.is(targets[0])) {
                return true;
            }
        }
        return false;
    }

    private static float[] column(float[][] table, int label) {
        float[] column = new float[table.length];
        for (int row = 0; row < table.length; row++) {
            column[row] = table[row][label];
        }
        return column;
    }
}
