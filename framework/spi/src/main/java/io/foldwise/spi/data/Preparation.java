package io.foldwise.spi.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a reader learns from samples before a model sees them: scales, medians in place of missing numbers, categories, the length
 * of sequences. It is learned inside each fold, from the samples that the fold trains on, and kept beside the fold's model; so
 * nothing of a held-out sample reaches the model, and a finished run predicts without its training files.
 */
public interface Preparation {

    /**
     * Learns.
     *
     * @param raw what {@link Reader#train} gave
     * @param rows the samples to learn from; of others no more than how large the largest input is, which a model has to have
     *     room for
     */
    Fitted fit(Dataset raw, int[] rows);

    /**
     * Reads back what {@link Fitted#save} wrote.
     *
     * @throws IOException if the file cannot be read, or is not as it was written
     */
    Fitted restore(Path file) throws IOException;

    /** What was learned. */
    interface Fitted {

        /**
         * Samples as a model reads them: as many as before, in the same order, with the same ids, targets and groups.
         *
         * @param raw what the reader gave, of whatever file
         * @throws DataException if the samples have not what was learned from, such as a column
         */
        Dataset apply(Dataset raw);

        /** Writes what was learned to one file: the same bytes whenever the same was learned. */
        void save(Path file) throws IOException;
    }
}
