package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Enlarges images {@code [batch, height, width, channels]} to
 * {@code [batch, factor height, factor width, channels]}, as PyTorch's {@code interpolate} does without aligned corners.
 */
public final class Upsampling extends ImageLayer implements OnnxEquivalent {

    @JsonProperty
    private int factor;

    @JsonProperty
    private Interpolation interpolation;

    private Upsampling() {}

    /** @param factor for height and width */
    public Upsampling(int factor, Interpolation interpolation) {
        if (factor < 1) {
            throw new IllegalArgumentException("upsampling needs a factor of at least 1, not " + factor);
        }
        this.factor = factor;
        this.interpolation = Objects.requireNonNull(interpolation);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected long outputHeight(long height) {
        return height * factor;
    }

    @Override
    protected long outputWidth(long width) {
        return width * factor;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected boolean needsResult() {
        return false;
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuUpsampling(interpolation);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableUpsampling(interpolation);
    }

    @Override
    protected List<Object> settings() {
        return List.of(factor, interpolation);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        String scales = graph.constant(new float[] {1, 1, factor, factor}, 4);
        return x.as(graph.add("Resize", List.of(x.name(), "", scales), interpolation.onnx()));
    }
}
