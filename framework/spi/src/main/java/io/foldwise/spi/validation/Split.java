package io.foldwise.spi.validation;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Divides labelled samples into folds. */
@Kind("split")
public interface Split {

    /** How many folds {@link #split} will give; empty where only the data tells. */
    OptionalInt folds();

    /** Whether the split looks at {@link Dataset#group}, and so needs a reader that gives groups. */
    default boolean needsGroups() {
        return false;
    }

    /** Every file that {@link #split} will read. They must exist, and their contents belong to a run's fingerprint. */
    default List<Path> files() {
        return List.of();
    }

    /**
     * Divides the samples.
     *
     * @param random the only source of randomness
     * @throws io.foldwise.spi.IncompatibleException if the data has too few samples, labels or groups
     * @throws io.foldwise.spi.data.DataException if a file of the split is not in its format
     */
    List<Fold> split(Dataset data, SplittableRandom random);
}
