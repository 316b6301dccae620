package io.foldwise.spi.validation;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Measures the predictions of one {@linkplain Head head} against targets. Whoever measures rows of numbers implements {@link
 * RowMetric} instead. What a metric needs of the head, it asks for in its constructor ({@code LabelSchema}, {@code Classes}
 * ...): heads of other kinds are then refused before anything is read.
 */
@Kind("metric")
public interface Metric {

    /** Whether larger values are better. */
    boolean higherIsBetter();

    /** Begins to measure. */
    Tally tally(Head head);

    /**
     * Whether the value depends on how predictions of different samples compare, as that of a ranking does. Such a metric
     * also measures how far the networks of different folds differ in level when their samples are pooled, and is to be read
     * as the mean over folds; constant predictions, which differ by fold, are scored fold by fold.
     */
    default boolean distortedByPooling() {
        return false;
    }

    /** Samples measured one after the other. Keeps sums rather than samples, so that any number of them fits. */
    interface Tally {

        /** Adds a sample; its prediction has the shape of its target. */
        void add(Tensor target, Tensor prediction);

        /** The metric's value on the samples so far; NaN where it is not defined on them. */
        double value();

        /** Values that explain the main one, such as one per label, by name; empty where there are none. */
        default Map<String, Double> details() {
            return Map.of();
        }

        /** The names of those {@link #details} without which the value is not to be read: they are shown wherever it is. */
        default List<String> shown() {
            return List.of();
        }
    }
}
