package io.foldwise.plugin.standard.loss;

/** What makes up one set, where a loss compares sets of cells. */
public enum Over {
    /** The cells of a sample; the loss is the mean over samples. */
    SAMPLE,
    /** All cells of a batch, so that a false pixel of a sample that has none to find costs no more than another. */
    BATCH;

    /** How many sets a batch is. */
    int sets(int rows) {
        return this == SAMPLE ? rows : 1;
    }
}
