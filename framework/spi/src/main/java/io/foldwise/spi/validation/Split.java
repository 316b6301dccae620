package io.foldwise.spi.validation;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import java.util.List;
import java.util.SplittableRandom;

/** Divides labelled samples into folds. */
@Kind("split")
public interface Split {

    /** How many folds {@link #split} will give. */
    int folds();

    /** Whether the split looks at {@link Dataset#group}, and so needs a reader that gives groups. */
    default boolean needsGroups() {
        return false;
    }

    /**
     * Divides the samples.
     *
     * @param random the only source of randomness
     * @throws io.foldwise.spi.IncompatibleException if the data has too few samples, labels or groups
     */
    List<Fold> split(Dataset data, SplittableRandom random);
}
