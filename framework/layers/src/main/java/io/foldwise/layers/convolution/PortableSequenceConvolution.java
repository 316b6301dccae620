package io.foldwise.layers.convolution;

import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.dense.PointwiseActivation;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        INDArray result = result(pass, PaddedSteps.of(pass, window)).muliColumnVector(TimeAxis.realRows(pass));
        output.assign(result.reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        PaddedSteps steps = PaddedSteps.of(pass, window);
        INDArray delta = TimeAxis.rows(gradients.output()).mulColumnVector(TimeAxis.realRows(pass));
        PointwiseActivation.backward(activation, delta, result(pass, steps));
        gradients.parameter(SequenceConvolution.BIAS).assign(delta.sum(0));
        INDArray incoming = steps.backward(
                delta, pass.parameter(SequenceConvolution.WEIGHTS), gradients.parameter(SequenceConvolution.WEIGHTS));
        gradients.input().assign(incoming.mul(pass.lengths().mask(incoming.dataType())));
    }

    /** {@code [batch * time, filters]}, padding included */
    private INDArray result(Pass pass, PaddedSteps steps) {
        INDArray responses = steps.respond(pass.parameter(SequenceConvolution.WEIGHTS));
        return PointwiseActivation.apply(activation, responses.addiRowVector(pass.parameter(SequenceConvolution.BIAS)));
    }
}
