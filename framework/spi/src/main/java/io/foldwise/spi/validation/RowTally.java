package io.foldwise.spi.validation;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects rows for a metric that wants them all at once. */
final class RowTally implements Tally {

    private final RowMetric metric;
    private final RowHead head;
    private final List<float[]> targets = new ArrayList<>();
    private final List<float[]> predictions = new ArrayList<>();

    private RowTally(RowMetric metric, RowHead head) {
        this.metric = metric;
        this.head = head;
    }

    static Tally of(RowMetric metric, Head head) {
        if (head instanceof RowHead row) {
            return new RowTally(metric, row);
        }
        throw new IncompatibleException("measures rows of numbers, but '" + head.name() + "' is none");
    }

    @Override
    public void add(Tensor target, Tensor prediction) {
        targets.add(target.values());
        predictions.add(prediction.values());
    }

    @Override
    public double value() {
        return metric.value(head, rows(targets), rows(predictions));
    }

    @Override
    public Map<String, Double> details() {
        return metric.details(head, rows(targets), rows(predictions));
    }

    private static float[][] rows(List<float[]> rows) {
        return rows.toArray(float[][]::new);
    }
}
