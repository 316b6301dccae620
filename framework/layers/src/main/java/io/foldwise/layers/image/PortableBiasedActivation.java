package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adds a bias to the sums of a convolution and takes the activation, by ND4J. */
public final class PortableBiasedActivation implements Kernel {

    private final Kernel sums;
    private final boolean bias;
    private final boolean relu;

    /** @param activation {@code IDENTITY} or {@code RELU} */
    public PortableBiasedActivation(Kernel sums, boolean bias, Activation activation) {
        this.sums = sums;
        this.bias = bias;
        this.relu = activation == Activation.RELU;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        sums.forward(context, output);
        if (bias) {
            INDArray values = context.parameter(Convolution.BIAS);
            output.reshape('c', output.length() / values.length(), values.length())
                    .addiRowVector(values);
        }
        if (relu) {
            Nd4j.getExecutioner().exec(new org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear(output, output));
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming = gradients.output();
        if (relu) {
            incoming = incoming.mul(gradients.result().gt(0).castTo(incoming.dataType()));
        }
        if (bias) {
            gradients.parameter(Convolution.BIAS).assign(Channels.sums(incoming));
        }
        sums.backward(context, new Gradients(gradients.result(), incoming, gradients.input(), gradients.parameters()));
    }
}
