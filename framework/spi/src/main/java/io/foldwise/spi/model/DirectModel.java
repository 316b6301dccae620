package io.foldwise.spi.model;

import io.foldwise.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;

/** A model that fits itself, without a network and without the trainer: a linear model, a tree. */
public non-sealed interface DirectModel extends Model {

    /**
     * Fits the model.
     *
     * @param data labelled samples
     * @param rows the samples to learn from; no others may be looked at
     */
    Fitted fit(Dataset data, int[] rows);

    /** Reads back what {@link Fitted#save} wrote. */
    Fitted restore(Path file) throws IOException;

    /** A fitted model. */
    interface Fitted {

        /** Logits of the given samples, {@code [rows][columns]}: the columns of all heads, one head after the other. */
        float[][] logits(Dataset data, int[] rows);

        /** Writes the fitted model to one file. */
        void save(Path file) throws IOException;
    }
}
