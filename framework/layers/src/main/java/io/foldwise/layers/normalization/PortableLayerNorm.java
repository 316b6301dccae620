package io.foldwise.layers.normalization;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula over all steps, by ND4J. */
final class PortableLayerNorm implements Kernel {

    @Override
    public void forward(Pass pass, INDArray output) {
        Normalized rows = normalize(pass);
        INDArray result = rows.hat()
                .mulRowVector(pass.parameter(LayerNorm.GAIN))
                .addiRowVector(pass.parameter(LayerNorm.BIAS))
                .muliColumnVector(TimeAxis.realRows(pass));
        output.assign(result.reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        Normalized rows = normalize(pass);
        INDArray incoming = TimeAxis.rows(gradients.output()).mulColumnVector(TimeAxis.realRows(pass));
        gradients.parameter(LayerNorm.GAIN).assign(incoming.mul(rows.hat()).sum(0));
        gradients.parameter(LayerNorm.BIAS).assign(incoming.sum(0));
        INDArray scaled = incoming.mulRowVector(pass.parameter(LayerNorm.GAIN));
        INDArray mean = scaled.mean(true, 1);
        INDArray slope = scaled.mul(rows.hat()).mean(true, 1);
        scaled.subiColumnVector(mean).subi(rows.hat().mulColumnVector(slope)).muliColumnVector(rows.inverseDeviation());
        gradients.input().assign(scaled.reshape('c', gradients.input().shape()));
    }

    private record Normalized(INDArray hat, INDArray inverseDeviation) {}

    private static Normalized normalize(Pass pass) {
        INDArray rows = TimeAxis.rows(pass.input());
        INDArray centred = rows.subColumnVector(rows.mean(true, 1));
        INDArray variance = centred.mul(centred).mean(true, 1);
        INDArray inverse = Transforms.sqrt(variance.addi(LayerNorm.EPSILON)).rdivi(1);
        return new Normalized(centred.muliColumnVector(inverse), inverse);
    }
}
