package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Changes the batches of training at random: features, and targets with them where they have to follow. Several are applied in
 * the order in which the experiment names them. Batches are changed while others are trained on, each by its own randomness,
 * so that it does not matter which is prepared first. One that cannot work with the data says so in its constructor, with an
 * {@link io.foldwise.spi.IncompatibleException}.
 */
@Kind("augmentation")
public interface Augmentation {

    /**
     * Changes a batch.
     *
     * @param batch features {@code [batch, ...]}, a mask where they are padded, and targets {@code [batch, ...]} of every head; may
     *     be changed, and is nobody else's
     * @param random the only source of randomness
     * @return the given batch or another one
     */
    MultiDataSet augment(MultiDataSet batch, SplittableRandom random);
}
