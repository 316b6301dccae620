package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution the other way round. */
final class PortableTransposedConvolution implements Kernel {

    private final OperationConvolution convolution;

    PortableTransposedConvolution(OperationConvolution convolution) {
        this.convolution = convolution;
    }

    /** The operation for an input's gradient alone wants the weights' one too: it is thrown away. */
    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray weights = context.parameter(Convolution.WEIGHTS);
        convolution.backward(output.ulike().assign(0), weights, context.input(), output, weights.ulike());
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray weights = context.parameter(Convolution.WEIGHTS);
        INDArray incoming = gradients.output();
        convolution.forward(incoming, weights, gradients.input());
        convolution.backward(
                incoming, weights, context.input(), incoming.ulike(), gradients.parameter(Convolution.WEIGHTS));
    }
}
