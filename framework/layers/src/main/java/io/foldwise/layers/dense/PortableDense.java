package io.foldwise.layers.dense;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix product over all steps, by ND4J. */
final class PortableDense implements Kernel {

    private final Dense.Activation activation;

    PortableDense(Dense.Activation activation) {
        this.activation = activation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray real = TimeAxis.realRows(context);
        output.assign(result(context).muliColumnVector(real).reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray real = TimeAxis.realRows(context);
        INDArray delta = TimeAxis.rows(gradients.output()).mulColumnVector(real);
        PointwiseActivation.backward(activation, delta, result(context));
        INDArray rows = TimeAxis.rows(context.input()).mulColumnVector(real);
        gradients.parameter(Dense.WEIGHTS).assign(rows.transpose().mmul(delta));
        gradients.parameter(Dense.BIAS).assign(delta.sum(0));
        INDArray outgoing = delta.mmul(context.parameter(Dense.WEIGHTS).transpose());
        gradients.input().assign(outgoing.reshape('c', gradients.input().shape()));
    }

    /** {@code [batch * time, width]}, padding included */
    private INDArray result(LayerContext context) {
        INDArray result = TimeAxis.rows(context.input())
                .mmul(context.parameter(Dense.WEIGHTS))
                .addiRowVector(context.parameter(Dense.BIAS));
        return PointwiseActivation.apply(activation, result);
    }
}
