package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/**
 * How samples go through a network to be predicted: once as they are, several times in different ways with the mean of what
 * comes out, or in pieces that are put together. In validation, for out-of-fold predictions and for new samples alike.
 */
@Kind("inference")
public interface Inference {

    /** How many samples are given to {@link #predict} at once, at most. */
    int batch();

    /**
     * Predicts some samples.
     *
     * @param network predicts what it is given, in one pass
     * @param features of the samples
     * @return {@code [samples][heads]}
     */
    List<List<Tensor>> predict(Network network, Features features);

    /** A network that is trained. */
    @FunctionalInterface
    interface Network {

        /** Predictions, not logits: {@code [samples][heads]}. */
        List<List<Tensor>> predict(Features features);
    }
}
