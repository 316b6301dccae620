package io.foldwise.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of one layer. Every layer has a kernel for the CPU, which works on the arrays' own memory, and a
 * portable one made of ND4J operations, which runs in single and double precision on any backend and is the reference
 * in tests.
 *
 * <p>Contract of both: arrays are contiguous in 'c' order and of the network's data type; every element of the output,
 * of the input's gradient and of the parameters' gradients is written; what lies behind a sequence's end has no
 * influence (it may hold any finite number) and is set to zero in whatever is written. A kernel belongs to one layer of one network; it may keep
 * scratch memory of its own from {@link #forward} to {@link #backward}, but no array.
 */
public interface Kernel {

    /** Computes the layer's output into {@code output}. */
    void forward(LayerContext context, INDArray output);

    /**
     * Computes gradients for the latest forward pass.
     *
     * @param context the pass that {@link #forward} saw
     * @param gradients what comes from the layers above, and where the results go
     */
    void backward(LayerContext context, Gradients gradients);
}
