package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What attention with a hidden layer learns, over whole sequences or over their segments. */
final class HiddenAttention {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";
    static final String QUERY = "query";

    /** Steps of a segment where there is one for a whole sequence. */
    static final int WHOLE = Integer.MAX_VALUE;

    private HiddenAttention() {}

    static int checked(int hidden) {
        if (hidden < 1) {
            throw new IllegalArgumentException("attention needs a hidden layer of at least 1 unit, got " + hidden);
        }
        return hidden;
    }

    static List<Parameter> parameters(long channels, long hidden) {
        return List.of(
                Parameter.weight(WEIGHTS, channels, hidden, channels, hidden),
                Parameter.bias(BIAS, 0, hidden),
                Parameter.weight(QUERY, hidden, 1, hidden));
    }

    /** Writes averages of sequences into an ONNX graph, and returns their name. */
    static String onnx(OnnxGraph graph, OnnxValue sequence, Map<String, INDArray> parameters) {
        String keys = graph.linear(sequence.name(), parameters.get(WEIGHTS), Optional.of(parameters.get(BIAS)));
        INDArray query = parameters.get(QUERY);
        String scores = graph.linear(graph.add("Tanh", keys), query.reshape(query.length(), 1), Optional.empty());
        return OnnxSteps.average(graph, sequence, scores);
    }
}
