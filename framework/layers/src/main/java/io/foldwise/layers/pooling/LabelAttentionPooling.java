package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequencePooling;
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
 * A weighted average over the real steps, where a step counts by how well it fits the label that it fits best (Wang et al. 2018,
 * "Joint Embedding of Words and Labels for Text Classification", by inner products instead of cosines, and without its window over
 * neighbours): {@code [batch, time, channels]} to {@code [batch, channels]}.
 *
 * <pre>{@code y = sum_t w_t x_t,   w = softmax_t(max_l x_t . label_l)}</pre>
 *
 * <p>Parameter: {@code labels [labels, channels]}, a vector for every label. A sequence without any real step gives zeros. With one
 * label it is {@link AttentionPooling}.
 */
public final class LabelAttentionPooling extends SequencePooling implements OnnxEquivalent {

    static final String LABELS = "labels";

    @JsonProperty
    private int labels;

    private LabelAttentionPooling() {}

    public LabelAttentionPooling(int labels) {
        if (labels < 1) {
            throw new IllegalArgumentException("attention of labels needs at least 1 label, got " + labels);
        }
        this.labels = labels;
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weight(LABELS, nIn, labels, labels, nIn));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuLabelAttention((int) nIn, labels);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableLabelAttention();
    }

    @Override
    protected List<Object> settings() {
        return List.of(labels);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        String fits = graph.linear(sequence.name(), parameters.get(LABELS).transpose(), Optional.empty());
        String scores = graph.add("ReduceMax", fits, OnnxAttribute.list("axes", 2), OnnxAttribute.of("keepdims", 1));
        return OnnxValue.of(OnnxSteps.average(graph, sequence, scores), 2);
    }
}
