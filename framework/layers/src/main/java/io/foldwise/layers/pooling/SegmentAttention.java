package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Every run of so many steps becomes one, their average with weights as in {@link HiddenAttentionPooling}: {@code [batch, time,
 * channels]} to {@code [batch, ceil(time / segment), channels]}. The last segment of a sequence is what is left of it.
 *
 * <p>Parameters: {@code weights [channels, hidden]}, {@code bias [hidden]} and {@code query [hidden]}.
 */
public final class SegmentAttention extends StepwiseLayer implements OnnxEquivalent {

    @JsonProperty
    private int hidden;

    @JsonProperty
    private int segment;

    private SegmentAttention() {}

    /**
     * @param hidden units of the hidden layer
     * @param segment steps that become one
     */
    public SegmentAttention(int hidden, int segment) {
        if (segment < 1) {
            throw new IllegalArgumentException("a segment needs at least 1 step, got " + segment);
        }
        this.hidden = HiddenAttention.checked(hidden);
        this.segment = segment;
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    protected int stepsPerStep() {
        return segment;
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] shape = super.outputShape(input);
        shape[1] = (shape[1] + segment - 1) / segment;
        return shape;
    }

    @Override
    public List<Parameter> parameters() {
        return HiddenAttention.parameters(nIn, hidden);
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuHiddenAttention((int) nIn, hidden, segment);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableHiddenAttention(segment);
    }

    @Override
    protected List<Object> settings() {
        return List.of(hidden, segment);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        String missing = missing(graph, sequence.name());
        String steps = apart(graph, graph.add("Pad", List.of(sequence.name(), behind(graph, missing, 3))), nIn);
        String ones = graph.add("Pad", List.of(OnnxSteps.ones(graph, sequence), behind(graph, missing, 3)));
        String mask = graph.add("Squeeze", List.of(apart(graph, ones, 1), graph.integers(2)));
        OnnxValue segments = new OnnxValue(steps, 3, false, Optional.of(mask));
        String averages = HiddenAttention.onnx(graph, segments, parameters);
        String batch = graph.add("Shape", sequence.name(), OnnxAttribute.of("start", 0), OnnxAttribute.of("end", 1));
        String joined = graph.add("Reshape", List.of(averages, graph.join(batch, graph.integers(-1, nIn))));
        Optional<String> real = sequence.mask()
                .map(whole ->
                        graph.add("Reshape", List.of(graph.largest(mask, 1), graph.join(batch, graph.integers(-1)))));
        return graph.withoutPadding(new OnnxValue(joined, 3, false, real));
    }

    /** How many steps the last segment lacks. */
    private String missing(OnnxGraph graph, String sequence) {
        String time = graph.add("Shape", sequence, OnnxAttribute.of("start", 1), OnnxAttribute.of("end", 2));
        return graph.add("Mod", List.of(graph.add("Neg", time), graph.integers(segment)));
    }

    /** Nothing before any axis, and so many steps behind. */
    private static String behind(OnnxGraph graph, String missing, int rank) {
        return graph.join(graph.integers(new long[rank + 1]), missing, graph.integers(0));
    }

    private String apart(OnnxGraph graph, String steps, long channels) {
        return graph.add("Reshape", List.of(steps, graph.integers(-1, segment, channels)));
    }
}
