package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;

/** One of a block's two parts, without residual connection and normalization: slabs of rows on the heap in and out. */
interface CpuPart {

    /** Makes room for a batch. */
    void begin(Slabs batch);

    /** Computes {@code to} from {@code from}, which stays as it is. */
    void forward(Slab slab, float[] from, float[] to);

    /** Makes room for gradients; those of the parameters are zero by now. */
    void beginBackward(Gradients gradients);

    /** Adds to the parameters' gradients and computes {@code to}, the gradient of what was {@code from}. */
    void backward(Slab slab, float[] gradient, float[] to);
}
