package io.foldwise.layers.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of a {@link KernelVertex}, which has several inputs and no parameters. What holds for a {@link Kernel}
 * holds for it: arrays are contiguous in 'c' order and of the network's data type, and every element of the output and of
 * the inputs' gradients is written.
 */
public interface JoinKernel {

    /** Computes the output into {@code output}. */
    void forward(List<INDArray> inputs, INDArray output);

    /**
     * Computes gradients for the latest forward pass.
     *
     * @param inputs what {@link #forward} saw
     * @param output what it gave
     * @param incoming derivative of the loss by the output; nobody reads it afterwards
     * @param gradients derivatives by the inputs; to be written
     */
    void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients);
}
