package io.foldwise.spi.validation;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import java.util.Map;

/** A metric of rows of numbers, which is given all of them at once. */
public interface RowMetric extends Metric {

    /**
     * The metric's value.
     *
     * @param head what the columns mean
     * @param targets {@code [samples][columns]}
     * @param predictions {@code [samples][columns]}
     * @return NaN where the metric is not defined on these samples
     */
    double value(RowHead head, float[][] targets, float[][] predictions);

    /** Values that explain the main one, such as one per label, by name; empty where there are none. */
    default Map<String, Double> details(RowHead head, float[][] targets, float[][] predictions) {
        return Map.of();
    }

    /** @throws io.foldwise.spi.IncompatibleException if the head is no row */
    @Override
    default Tally tally(Head head) {
        return RowTally.of(this, head);
    }
}
