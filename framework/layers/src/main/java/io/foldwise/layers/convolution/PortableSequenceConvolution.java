package io.foldwise.layers.convolution;

import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.dense.PointwiseActivation;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix product per step of the window, by ND4J; the backward pass computes the results again. */
final class PortableSequenceConvolution implements Kernel {

    private final Windows window;
    private final Dense.Activation activation;

    PortableSequenceConvolution(Windows window, Dense.Activation activation) {
        this.window = window;
        this.activation = activation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray result = result(context, PaddedSteps.of(context, window)).muliColumnVector(TimeAxis.realRows(context));
        output.assign(result.reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PaddedSteps steps = PaddedSteps.of(context, window);
        INDArray delta = TimeAxis.rows(gradients.output()).mulColumnVector(TimeAxis.realRows(context));
        PointwiseActivation.backward(activation, delta, result(context, steps));
        gradients.parameter(SequenceConvolution.BIAS).assign(delta.sum(0));
        INDArray incoming = steps.backward(
                delta,
                context.parameter(SequenceConvolution.WEIGHTS),
                gradients.parameter(SequenceConvolution.WEIGHTS));
        gradients.input().assign(incoming.mul(context.lengths().mask(incoming.dataType())));
    }

    /** {@code [batch * time, filters]}, padding included */
    private INDArray result(LayerContext context, PaddedSteps steps) {
        INDArray responses = steps.respond(context.parameter(SequenceConvolution.WEIGHTS));
        return PointwiseActivation.apply(
                activation, responses.addiRowVector(context.parameter(SequenceConvolution.BIAS)));
    }
}
