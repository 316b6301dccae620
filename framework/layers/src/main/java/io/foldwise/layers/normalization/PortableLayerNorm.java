package io.foldwise.layers.normalization;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import io.foldwise.layers.portable.NormalizedRows;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula over all steps, by ND4J. */
final class PortableLayerNorm implements Kernel {

    @Override
    public void forward(Pass pass, INDArray output) {
        INDArray result = NormalizedRows.of(TimeAxis.rows(pass.input()))
                .with(pass.parameter(LayerNorm.GAIN), pass.parameter(LayerNorm.BIAS))
                .muliColumnVector(TimeAxis.realRows(pass));
        output.assign(result.reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        NormalizedRows rows = NormalizedRows.of(TimeAxis.rows(pass.input()));
        INDArray incoming = TimeAxis.rows(gradients.output()).mulColumnVector(TimeAxis.realRows(pass));
        gradients.parameter(LayerNorm.GAIN).assign(rows.gainGradient(incoming));
        gradients.parameter(LayerNorm.BIAS).assign(rows.shiftGradient(incoming));
        INDArray result = rows.backward(incoming, pass.parameter(LayerNorm.GAIN));
        gradients.input().assign(result.reshape('c', gradients.input().shape()));
    }
}
