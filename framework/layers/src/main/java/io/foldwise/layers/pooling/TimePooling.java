package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequencePooling;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sums every channel of a sequence up in one number: {@code [batch, time, channels]} to {@code [batch, channels]}, over the
 * real steps only. A sequence without any real step gives zeros.
 *
 * <p>In place of Deeplearning4j's {@code GlobalPoolingLayer}, whose mask code assumes channels before time.
 */
public final class TimePooling extends SequencePooling implements OnnxEquivalent {

    /** What stands for a whole sequence. */
    public enum Reduction {
        /** The largest value; on a tie the earliest step gets the gradient. */
        MAX,
        /** The average. */
        MEAN,
        /** The value at the last real step. */
        LAST
    }

    @JsonProperty
    private Reduction reduction;

    private TimePooling() {}

    public TimePooling(Reduction reduction) {
        this.reduction = Objects.requireNonNull(reduction);
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        int channels = (int) nIn;
        return switch (reduction) {
            case MAX -> new CpuMaxPooling(channels);
            case MEAN -> new CpuMeanPooling(channels);
            case LAST -> new CpuLastStep(channels);
        };
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableTimePooling(reduction);
    }

    @Override
    protected List<Object> settings() {
        return List.of(reduction);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        String pooled = switch (reduction) {
            case MAX -> OnnxSteps.largest(graph, sequence);
            case MEAN -> graph.add("Div", List.of(graph.sum(sequence.name(), 1), OnnxSteps.counts(graph, sequence)));
            case LAST -> graph.sum(graph.add("Mul", List.of(sequence.name(), OnnxSteps.last(graph, sequence))), 1);
        };
        return OnnxValue.of(pooled, 2);
    }
}
