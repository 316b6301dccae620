package io.foldwise.layers.volume;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.CpuBiasedActivation;
import io.foldwise.layers.image.PortableBiasedActivation;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A transposed convolution whose kernels lie one beside the other, which enlarges by a whole factor:
 * {@code [batch, depth, height, width, channels]} to {@code [batch, factor depth, factor height, factor width, filters]},
 *
 * <pre>{@code
 * y[factor d + i, factor h + j, factor w + k, f] = bias[f] + sum over c of x[d, h, w, c] weights[i, j, k, f, c]
 * }</pre>
 *
 * <p>Parameters: {@code weights [factor, factor, factor, filters, channels]} and {@code bias [filters]}. PyTorch's
 * {@code ConvTranspose3d} has {@code [channels, filters, factor, factor, factor]}.
 */
public final class VolumeDeconvolution extends VolumeLayer implements OnnxEquivalent {

    @JsonProperty
    private int filters;

    @JsonProperty
    private int factor;

    private VolumeDeconvolution() {}

    /** @param factor by which depth, height and width grow: the kernel's edge, and its stride */
    public VolumeDeconvolution(int filters, int factor) {
        if (filters < 1 || factor < 1) {
            throw new IllegalArgumentException("a transposed convolution needs filters and a factor of at least 1, not "
                    + filters + " and " + factor);
        }
        this.filters = filters;
        this.factor = factor;
    }

    @Override
    protected long outputChannels(long channels) {
        return filters;
    }

    @Override
    protected long[] outputSizes(long... sizes) {
        return new long[] {factor * sizes[0], factor * sizes[1], factor * sizes[2]};
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.weight(VolumeConvolution.WEIGHTS, nIn, nOut, factor, factor, factor, nOut, nIn),
                Parameter.bias(VolumeConvolution.BIAS, 0, nOut));
    }

    @Override
    protected boolean needsResult() {
        return false;
    }

    @Override
    protected Kernel cpuKernel() {
        Kernel plain = new CpuVolumePatches(factor, (int) nIn, (int) nOut);
        return new CpuBiasedActivation(plain, (int) nOut, true, Activation.IDENTITY);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableBiasedActivation(
                new PortableVolumePatches(factor, (int) nIn, (int) nOut), true, Activation.IDENTITY);
    }

    @Override
    protected List<Object> settings() {
        return List.of(filters, factor);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        return x.as(graph.add(
                "ConvTranspose",
                List.of(
                        x.name(),
                        graph.constant(parameters.get(VolumeConvolution.WEIGHTS).permute(4, 3, 0, 1, 2)),
                        graph.constant(parameters.get(VolumeConvolution.BIAS))),
                OnnxAttribute.list("kernel_shape", factor, factor, factor),
                OnnxAttribute.list("strides", factor, factor, factor)));
    }
}
