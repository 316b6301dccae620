package io.foldwise.layers.normalization;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.NormalizedRows;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula over all steps, by ND4J. */
final class PortableLayerNorm implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray result = NormalizedRows.of(TimeAxis.rows(context.input()))
                .with(context.parameter(LayerNorm.GAIN), context.parameter(LayerNorm.BIAS))
                .muliColumnVector(TimeAxis.realRows(context));
        output.assign(result.reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        NormalizedRows rows = NormalizedRows.of(TimeAxis.rows(context.input()));
        INDArray incoming = TimeAxis.rows(gradients.output()).mulColumnVector(TimeAxis.realRows(context));
        gradients.parameter(LayerNorm.GAIN).assign(rows.gainGradient(incoming));
        gradients.parameter(LayerNorm.BIAS).assign(rows.shiftGradient(incoming));
        INDArray result = rows.backward(incoming, context.parameter(LayerNorm.GAIN));
        gradients.input().assign(result.reshape('c', gradients.input().shape()));
    }
}
