package io.foldwise.spi.data;

import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The features of one batch.
 *
 * @param values {@code [batch, ...]}, laid out as {@link InputShape} says
 * @param mask {@code [batch, time]}, 1 where there is data and 0 where there is padding; empty where nothing is padded
 */
public record Features(INDArray values, Optional<INDArray> mask) {
    public Features {
        Objects.requireNonNull(values);
        Objects.requireNonNull(mask);
    }

    public static Features of(INDArray values) {
        return new Features(values, Optional.empty());
    }

    public static Features masked(INDArray values, INDArray mask) {
        return new Features(values, Optional.of(mask));
    }
}
