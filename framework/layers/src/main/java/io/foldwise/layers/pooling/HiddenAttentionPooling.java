package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequencePooling;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A weighted average over the real steps, with weights that a learned query and a hidden layer give (Yang et al. 2016, "Hierarchical
 * Attention Networks for Document Classification"): {@code [batch, time, channels]} to {@code [batch, channels]}.
 *
 * <pre>{@code y = sum_t w_t x_t,   w = softmax_t(tanh(x_t W + b) . query)}</pre>
 *
 * <p>Parameters: {@code weights [channels, hidden]}, {@code bias [hidden]} and {@code query [hidden]}. A sequence without any real
 * step gives zeros. {@link AttentionPooling} is the same without the hidden layer.
 */
public final class HiddenAttentionPooling extends SequencePooling implements OnnxEquivalent {

    @JsonProperty
    private int hidden;

    private HiddenAttentionPooling() {}

    /** @param hidden units of the hidden layer */
    public HiddenAttentionPooling(int hidden) {
        this.hidden = HiddenAttention.checked(hidden);
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return HiddenAttention.parameters(nIn, hidden);
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuHiddenAttention((int) nIn, hidden, HiddenAttention.WHOLE);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableHiddenAttention(HiddenAttention.WHOLE);
    }

    @Override
    protected List<Object> settings() {
        return List.of(hidden);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        return OnnxValue.of(HiddenAttention.onnx(graph, sequence, parameters), 2);
    }
}
