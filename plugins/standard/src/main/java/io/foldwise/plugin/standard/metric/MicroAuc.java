package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;

/**
 * Area under the ROC curve of all cells as if they were one column, so that it also rewards telling frequent labels from
 * rare ones. Ties count half; NaN without both positives and negatives.
 */
@Description("Area under the ROC curve over all cells together; larger is better")
public final class MicroAuc implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MicroAuc(Head head) {
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
        return RocAuc.of(cells(labels, targets), cells(labels, probabilities));
    }

    private static float[] cells(RowHead labels, float[][] table) {
        int width = labels.width();
        float[] cells = new float[table.length * width];
        for (int row = 0; row < table.length; row++) {
            System.arraycopy(table[row], 0, cells, row * width, width);
        }
        return cells;
    }
}
