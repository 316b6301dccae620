package io.foldwise.layers.dense;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The functions of {@link Dense.Activation} by ND4J, for portable kernels. */
public final class PointwiseActivation {

    private PointwiseActivation() {}

    /** The function of every element, in place. */
    public static INDArray apply(Dense.Activation activation, INDArray values) {
        return switch (activation) {
            case IDENTITY -> values;
            case RELU -> Transforms.relu(values, false);
            case TANH -> Transforms.tanh(values, false);
        };
    }

    /**
     * The gradient of {@link #apply}, in place.
     *
     * @param delta derivative by the results, which becomes that by the values
     * @param result what {@link #apply} gave
     */
    public static void backward(Dense.Activation activation, INDArray delta, INDArray result) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> delta.muli(result.gt(0).castTo(delta.dataType()));
            case TANH -> delta.muli(result.mul(result).rsubi(1));
        }
    }
}
