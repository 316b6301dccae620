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
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A weighted average over the real steps, with weights that a learned query gives (Yang et al.: Hierarchical attention
 * networks for document classification, 2016, without their hidden layer; put a dense layer with tanh before it for that):
 * {@code [batch, time, channels]} to {@code [batch, channels]}.
 *
 * <pre>{@code y = sum_t w_t x_t,   w = softmax_t(x_t . query)}</pre>
 *
 * <p>Parameter: {@code query [channels]}. A sequence without any real step gives zeros.
 */
public final class AttentionPooling extends SequencePooling implements OnnxEquivalent {

    static final String QUERY = "query";

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weight(QUERY, nIn, 1, nIn));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuAttentionPooling((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableAttentionPooling();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        INDArray query = parameters.get(QUERY);
        String scores = graph.linear(sequence.name(), query.reshape(query.length(), 1), Optional.empty());
        return OnnxValue.of(OnnxSteps.average(graph, sequence, scores), 2);
    }
}
