package io.foldwise.layers.normalization;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import java.util.List;

/**
 * Layer normalization (Ba, Kiros, Hinton 2016) of every step of sequences {@code [batch, time, channels]}, or of vectors
 * {@code [batch, channels]}:
 *
 * <pre>{@code y = (x - mean(x)) / sqrt(variance(x) + 1e-5) * gain + bias}</pre>
 *
 * <p>with mean and variance (the sum of squares divided by the number of channels) over the channels. Parameters:
 * {@code gain [channels]}, which starts at one, and {@code bias [channels]}; neither is decayed like a weight.
 */
public final class LayerNorm extends StepwiseLayer {

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
}
