package io.foldwise.layers.kernel;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of a backward pass.
 *
 * @param result what the forward pass gave; read only
 * @param output derivative of the loss by the layer's output; nobody reads it afterwards, so a kernel may work in it
 * @param input derivative by the layer's input; to be written, where it is wanted
 * @param inputWanted whether anybody reads it: nobody does where a layer's input is the network's own
 * @param parameters derivatives by the layer's parameters, by name; to be written
 */
public record Gradients(
        INDArray result, INDArray output, INDArray input, boolean inputWanted, Map<String, INDArray> parameters) {

    /** Of a layer whose input's gradient is wanted. */
    public Gradients(INDArray result, INDArray output, INDArray input, Map<String, INDArray> parameters) {
        this(result, output, input, true, parameters);
    }

    public INDArray parameter(String name) {
        return parameters.get(name);
    }
}
