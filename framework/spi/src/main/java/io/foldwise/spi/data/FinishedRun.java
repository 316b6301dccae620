package io.foldwise.spi.data;

import io.foldwise.spi.IncompatibleException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a finished run predicted with one of its heads. Predictions are read when they are asked for, by any thread. */
public interface FinishedRun {

    /** Every file that predictions are read from. */
    List<Path> files();

    /** The names of a table's columns; empty for arrays. */
    List<String> columns();

    /** The ids of the samples that each fold held out. */
    List<Set<String>> heldOut();

    /** The ids of the samples that the run's ensemble has predicted for its test file. */
    Set<String> tested();

    /**
     * What models that never saw a sample predict for it, trials weighted as in the run's ensemble; empty if no fold held it out.
     *
     * @throws DataException if the file is damaged
     */
    Optional<Tensor> outOfFold(String id);

    /**
     * What the run's ensemble predicts for a sample of its test file; empty if it is none.
     *
     * @throws DataException if the file is damaged
     */
    Optional<Tensor> test(String id);

    /**
     * What models that never saw a sample predict for it, of whichever part of the data it is: {@link #outOfFold}, or {@link #test}.
     *
     * @throws DataException if the file is damaged
     * @throws IncompatibleException if a training sample and a test sample have this id, so that it does not tell which is meant
     */
    default Optional<Tensor> unseen(String id) {
        Optional<Tensor> outOfFold = outOfFold(id);
        Optional<Tensor> test = tested().contains(id) ? test(id) : Optional.empty();
        if (outOfFold.isPresent() && test.isPresent()) {
            throw new IncompatibleException(
                    "finds '" + id + "' among the training and the test samples of a run, and cannot"
                            + " tell which is meant: give test samples ids of their own");
        }
        return outOfFold.or(() -> test);
    }
}
