package io.foldwise.spi.validation;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.LabelSchema;
import java.util.Map;

/** Measures predictions against targets. */
@Kind("metric")
public interface Metric {

    /** Whether larger values are better. */
    boolean higherIsBetter();

    /**
     * The metric's value.
     *
     * @param labels what the columns mean
     * @param targets {@code [samples][labels]}
     * @param probabilities {@code [samples][labels]}
     * @return NaN where the metric is not defined on these samples
     */
    double value(LabelSchema labels, float[][] targets, float[][] probabilities);

    /**
     * Whether the value depends on how predictions of different samples compare, as that of a ranking does. Such a metric
     * also measures how far the networks of different folds differ in level when their samples are pooled, and is to be read
     * as the mean over folds; constant predictions, which differ by fold, are scored fold by fold.
     */
    default boolean distortedByPooling() {
        return false;
    }

    /** Values that explain the main one, such as one per label, by name; empty where there are none. */
    default Map<String, Double> details(LabelSchema labels, float[][] targets, float[][] probabilities) {
        return Map.of();
    }
}
