package io.foldwise.layers.dense;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix product over all steps, by ND4J. */
final class PortableDense implements Kernel {

    private final Dense.Activation activation;

    PortableDense(Dense.Activation activation) {
        this.activation = activation;
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        INDArray real = TimeAxis.realRows(pass);
        output.assign(result(pass).muliColumnVector(real).reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        INDArray real = TimeAxis.realRows(pass);
        INDArray delta = TimeAxis.rows(gradients.output()).mulColumnVector(real);
        PointwiseActivation.backward(activation, delta, result(pass));
        INDArray rows = TimeAxis.rows(pass.input()).mulColumnVector(real);
        gradients.parameter(Dense.WEIGHTS).assign(rows.transpose().mmul(delta));
        gradients.parameter(Dense.BIAS).assign(delta.sum(0));
        INDArray outgoing = delta.mmul(pass.parameter(Dense.WEIGHTS).transpose());
        gradients.input().assign(outgoing.reshape('c', gradients.input().shape()));
    }

    /** {@code [batch * time, width]}, padding included */
    private INDArray result(Pass pass) {
        INDArray result = TimeAxis.rows(pass.input())
                .mmul(pass.parameter(Dense.WEIGHTS))
                .addiRowVector(pass.parameter(Dense.BIAS));
        return PointwiseActivation.apply(activation, result);
    }
}
