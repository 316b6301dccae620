package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import java.util.List;

/** Decides which samples make up an epoch and which of them share a batch. */
@Kind("sampler")
public interface Sampler {

    /**
     * The batches of one epoch, in order.
     *
     * <p>Depends on nothing but the epoch: equal epochs give equal batches, also after an interruption.
     *
     * @return row numbers of the dataset, each list entry one batch, at least one, none empty, all of them from
     *     {@link Epoch#rows}
     */
    List<int[]> batches(Epoch epoch);
}
