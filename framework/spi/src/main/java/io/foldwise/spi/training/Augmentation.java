package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.InputShape;
import java.util.SplittableRandom;

/**
 * Changes examples at random before they are trained on: the input, and targets with it where they have to follow. Several are
 * applied in the order in which the experiment names them. How an example is changed follows from the run's seed, the stage, the
 * epoch and the example alone: not from the batch that it falls into, nor from how many threads prepare batches. One that cannot
 * work with the data says so in its constructor, with an {@link io.foldwise.spi.IncompatibleException}.
 */
@Kind("augmentation")
@FunctionalInterface
public interface Augmentation {

    /**
     * Changes an example. Called by several threads at once.
     *
     * @param example its arrays are not to be written into
     * @param random the only source of randomness
     * @return the given example or another one; sequences may become shorter or longer, and signals and images another size, the
     *     same for all of them, if {@link #output} says so
     */
    Example augment(Example example, SplittableRandom random);

    /**
     * The shape of what it makes of inputs of a shape: that shape, unless it changes the size of images. Augmentations after it
     * are built for it.
     */
    default InputShape output(InputShape input) {
        return input;
    }

    /**
     * Whether it changes numbers of the input alone, and leaves everything where it is: no pixel or moment goes to another place, and
     * targets stay as they are. Such a one may be applied to some of an input's channels.
     */
    default boolean keepsPlaces() {
        return false;
    }

    /** The share of examples that it is applied to where an experiment does not say {@code probability}: all of them. */
    default double probability() {
        return 1;
    }
}
