package io.foldwise.layers.normalization;

import io.foldwise.layers.cpu.LayerNormRows;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalization (Ba, Kiros, Hinton 2016) of every step of sequences {@code [batch, time, channels]}, or of vectors
 * {@code [batch, channels]}:
 *
 * <pre>{@code y = (x - mean(x)) / sqrt(variance(x) + 1e-5) * gain + bias}</pre>
 *
 * <p>with mean and variance (the sum of squares divided by the number of channels) over the channels. Parameters:
 * {@code gain [channels]}, which starts at one, and {@code bias [channels]}; neither is decayed like a weight.
 */
public final class LayerNorm extends StepwiseLayer implements OnnxEquivalent {

    static final String GAIN = "gain";
    static final String BIAS = "bias";

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.bias(GAIN, 1, nIn), Parameter.bias(BIAS, 0, nIn));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuLayerNorm((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableLayerNorm();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = inputs.get(0);
        String y = graph.layerNorm(x.name(), parameters.get(GAIN), parameters.get(BIAS), LayerNormRows.EPSILON);
        return x.rank() == 2 ? x.as(y) : graph.withoutPadding(x.as(y));
    }
}
