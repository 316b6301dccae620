package io.foldwise.spi.training;

import io.foldwise.spi.data.Dataset;
import java.util.SplittableRandom;

/** One pass of training, as a sampler sees it. */
public interface Epoch {

    Dataset data();

    /**
     * The rows of the dataset that may be trained on, ascending; inside a sampler that repeats samples, some of them several
     * times.
     */
    int[] rows();

    /** This epoch's number within its stage, from 0. */
    int number();

    /** How many epochs the stage has at most. */
    int total();

    /** Randomness of this epoch: every call starts the same sequence afresh. */
    SplittableRandom random();

    /**
     * The loss of each of {@link #rows}, of labels their mean cross-entropy and of other heads that of the stage, added up over heads, under the network as it stood when its stage began, in their
     * order. Computed when asked for, with one pass over those rows.
     */
    double[] losses();
}
