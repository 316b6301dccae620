package io.foldwise.layers.volume;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeLayer;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The channels of volumes from some one on: {@code [..., channels]} to {@code [..., channels - from]}. */
public final class ChannelsFrom extends VolumeLayer implements OnnxEquivalent {

    @JsonProperty
    private int from;

    private ChannelsFrom() {}

    /** @param from number of the first channel that is kept */
    public ChannelsFrom(int from) {
        this.from = from;
    }

    @Override
    protected long outputChannels(long channels) {
        if (from < 0 || from >= channels) {
            throw new IllegalArgumentException(
                    "nothing is left of " + channels + " channels from number " + from + " on");
        }
        return channels - from;
    }

    @Override
    protected long[] outputSizes(long... sizes) {
        return sizes.clone();
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
        return portableKernel();
    }

    @Override
    protected Kernel portableKernel() {
        return new LastChannels(from);
    }

    @Override
    protected List<Object> settings() {
        return List.of(from);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = inputs.get(0);
        String end = graph.integers(Long.MAX_VALUE);
        return x.as(graph.add("Slice", List.of(x.name(), graph.integers(from), end, graph.integers(x.channelAxis()))));
    }
}
