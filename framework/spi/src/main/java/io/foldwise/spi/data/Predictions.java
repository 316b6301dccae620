package io.foldwise.spi.data;

import java.util.List;

/**
 * Predictions for samples, in the samples' order.
 *
 * @param ids the samples' ids
 * @param probabilities {@code [samples][labels]}, each in [0, 1]
 */
public record Predictions(List<String> ids, float[][] probabilities) {
    public Predictions {
        ids = List.copyOf(ids);
        if (ids.size() != probabilities.length) {
            throw new IllegalArgumentException(ids.size() + " ids for " + probabilities.length + " rows");
        }
    }
}
