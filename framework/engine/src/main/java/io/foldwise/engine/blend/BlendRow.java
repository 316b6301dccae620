package io.foldwise.engine.blend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How some of the runs score together.
 *
 * @param runs their folders
 * @param weights of the runs, fitted to all samples
 * @param outOfFold every metric, nested: weights for a fold's samples were fitted to the samples of the other folds; where pooling
 *     distorts a metric it is the mean over folds
 * @param test every metric on the test file; empty if that file has no labels
 */
public record BlendRow(List<Path> runs, List<Double> weights, Map<String, Double> outOfFold, Map<String, Double> test) {

    public BlendRow {
        runs = List.copyOf(runs);
        weights = List.copyOf(weights);
        Objects.requireNonNull(outOfFold, "outOfFold");
        Objects.requireNonNull(test, "test");
    }
}
