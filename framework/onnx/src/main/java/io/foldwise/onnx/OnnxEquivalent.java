package io.foldwise.onnx;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer, or a vertex, whose prediction can be written as ONNX operators. What it does in training alone, such as dropout, is left out. */
public interface OnnxEquivalent {

    /**
     * Writes what is computed at prediction.
     *
     * @param graph takes the operators
     * @param inputs what comes in, in the order of the network's own connections
     * @param parameters the layer's arrays, by name
     * @return what goes out
     * @throws OnnxUnsupportedException if these settings have no equivalent
     */
    OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters);
}
