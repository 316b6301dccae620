package io.foldwise.plugin.image.model.block;

/** What stands between a convolution and its activation. */
public enum Normalization {
    /** Batch normalization (Ioffe, Szegedy, 2015); the convolution has no bias then. */
    BATCH_NORM,
    /**
     * Batch normalization that neither learns nor measures: gains, shifts and averages stay as they began, which is as weights of
     * a file say. For small batches, and encoders that were trained before.
     */
    FROZEN_BATCH_NORM,
    /** Nothing; the convolution has a bias. */
    NONE
}
