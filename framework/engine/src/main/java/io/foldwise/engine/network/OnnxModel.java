package io.foldwise.engine.network;

import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxNetwork;
import io.foldwise.onnx.OnnxValue;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network as an ONNX model. Its input is {@value NetworkAssembly#INPUT}, in the network's own order of axes, with a second one,
 * {@value OnnxNetwork#MASK}, where it reads tokens. For each head there is an output {@code NAME-logits}, and for labels and classes one of
 * probabilities, {@code NAME}.
 */
public final class OnnxModel {

    private OnnxModel() {}

    /**
     * The file's bytes.
     *
     * @param name of the model
     * @param notes what whoever reads the file should know, by name
     * @throws io.foldwise.onnx.OnnxUnsupportedException if a layer has no equivalent
     */
    public static byte[] of(String name, ComputationGraph network, Task task, Map<String, String> notes) {
        OnnxGraph graph = new OnnxGraph(name);
        List<OnnxValue> outputs = OnnxNetwork.write(network, graph);
        for (int number = 0; number < outputs.size(); number++) {
            Head head = task.heads().get(number);
            OnnxValue logits = outputs.get(number);
            graph.output(logits(head), logits, shape(head));
            if (head instanceof LabelSchema) {
                graph.output(head.name(), logits.as(graph.add("Sigmoid", logits.name())), shape(head));
            } else if (head instanceof Classes) {
                graph.output(head.name(), logits.as(graph.add("Softmax", logits.name())), shape(head));
            }
        }
        return graph.model("Foldwise", notes);
    }

    /** The name of the output with a head's logits. */
    public static String logits(Head head) {
        return head.name() + "-logits";
    }

    private static List<Size> shape(Head head) {
        List<Size> shape = new ArrayList<>(List.of(Size.any("batch")));
        for (long size : head.logits()) {
            shape.add(size < 0 ? Size.any("output-" + shape.size()) : Size.of(size));
        }
        return shape;
    }
}
