package io.foldwise.onnx;

import io.foldwise.onnx.OnnxGraph.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Walks over a network, and has each of its vertices write itself. Of Deeplearning4j's own vertices those are known that models here use. */
public final class OnnxNetwork {

    /** The input that tells tokens from padding. */
    public static final String MASK = "mask";

    private final ComputationGraph network;
    private final ComputationGraphConfiguration configuration;
    private final OnnxGraph graph;

    private OnnxNetwork(ComputationGraph network, OnnxGraph graph) {
        this.network = network;
        this.configuration = network.getConfiguration();
        this.graph = graph;
    }

    /**
     * Writes a network of one input. Token ids get a second input {@code mask}, {@code [batch, time]}, 1 for tokens and 0 for padding.
     *
     * @return the network's outputs, in their order
     * @throws OnnxUnsupportedException naming the vertex that has no equivalent
     */
    public static List<OnnxValue> write(ComputationGraph network, OnnxGraph graph) {
        OnnxNetwork writing = new OnnxNetwork(network, graph);
        String input = network.getConfiguration().getNetworkInputs().get(0);
        Map<String, OnnxValue> values = new HashMap<>(Map.of(input, writing.input(input)));
        for (int index : network.topologicalSortOrder()) {
            String name = network.getVertices()[index].getVertexName();
            if (!values.containsKey(name)) {
                List<OnnxValue> in = network.getConfiguration().getVertexInputs().get(name).stream()
                        .map(values::get)
                        .toList();
                graph.begin(name);
                values.put(name, writing.vertex(name, in));
            }
        }
        return network.getConfiguration().getNetworkOutputs().stream()
                .map(values::get)
                .toList();
    }

    /** The network's input, of which the layers tell that read it. */
    private OnnxValue input(String name) {
        Layer reader = configuration.getVertexInputs().entrySet().stream()
                .filter(vertex -> vertex.getValue().contains(name))
                .map(vertex -> configuration.getVertices().get(vertex.getKey()))
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .findFirst()
                .orElseThrow(() -> new OnnxUnsupportedException("no layer reads '" + name + "' itself"));
        Size batch = Size.any("batch");
        List<Size> shape = new ArrayList<>(List.of(batch));
        if (reader instanceof OnnxInput known) {
            shape.addAll(known.onnxInput());
            if (known.onnxMasked()) {
                String values = graph.input(name, shape);
                return new OnnxValue(values, shape.size(), false, Optional.of(graph.input(MASK, shape.subList(0, 2))));
            }
        } else if (reader instanceof FeedForwardLayer layer) {
            shape.add(Size.of(layer.getNIn()));
        } else {
            throw unsupported(reader);
        }
        return OnnxValue.of(graph.input(name, shape), shape.size());
    }

    private OnnxValue vertex(String name, List<OnnxValue> inputs) {
        try {
            GraphVertex vertex = configuration.getVertices().get(name);
            if (vertex instanceof LayerVertex holder) {
                Layer layer = holder.getLayerConf().getLayer();
                if (holder.getPreProcessor() != null) {
                    throw unsupported(holder.getPreProcessor());
                }
                return layer(layer, inputs, network.getLayer(name).paramTable());
            }
            return vertex(vertex, inputs);
        } catch (OnnxUnsupportedException e) {
            throw new OnnxUnsupportedException("'" + name + "': " + e.getMessage());
        }
    }

    private OnnxValue vertex(GraphVertex vertex, List<OnnxValue> inputs) {
        if (vertex instanceof OnnxEquivalent own) {
            return own.onnx(graph, inputs, Map.of());
        }
        if (vertex instanceof ElementWiseVertex elements && elements.getOp() == ElementWiseVertex.Op.Add) {
            return graph.sum(inputs);
        }
        if (vertex instanceof MergeVertex merged
                && merged.getMergeAxis() == inputs.get(0).rank() - 1) {
            return graph.concat(inputs);
        }
        if (vertex instanceof SubsetVertex subset && inputs.get(0).rank() == 2) {
            String columns = graph.add(
                    "Slice",
                    List.of(
                            inputs.get(0).name(),
                            graph.integers(subset.getFrom()),
                            graph.integers(subset.getTo() + 1L),
                            graph.integers(1)));
            return inputs.get(0).as(columns);
        }
        if (vertex instanceof PreprocessorVertex prepared
                && prepared.getPreProcessor() instanceof CnnToFeedForwardPreProcessor) {
            OnnxValue image = graph.channelsLast(inputs.get(0));
            return OnnxValue.of(graph.add("Flatten", image.name()), 2);
        }
        if (vertex instanceof StackVertex) {
            List<String> names = inputs.stream().map(OnnxValue::name).toList();
            return inputs.get(0).as(graph.add("Concat", names, OnnxAttribute.of("axis", 0)));
        }
        if (vertex instanceof UnstackVertex part && part.getStackSize() == 2) {
            return half(inputs.get(0), part.getFrom());
        }
        throw unsupported(vertex);
    }

    /** One of two batches that were stacked. */
    private OnnxValue half(OnnxValue stacked, int number) {
        String size = graph.add("Shape", stacked.name(), OnnxAttribute.of("start", 0), OnnxAttribute.of("end", 1));
        String middle = graph.add("Div", List.of(size, graph.integers(2)));
        String from = number == 0 ? graph.integers(0) : middle;
        String to = number == 0 ? middle : size;
        return stacked.as(graph.add("Slice", List.of(stacked.name(), from, to, graph.integers(0))));
    }

    private OnnxValue layer(Layer layer, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        if (layer instanceof OnnxEquivalent own) {
            return own.onnx(graph, inputs, parameters);
        }
        OnnxValue input = inputs.get(0);
        if (layer instanceof ActivationLayer activation) {
            return activated(input, activation.getActivationFn());
        }
        if (layer instanceof DenseLayer dense && input.rank() == 2 && !dense.hasLayerNorm()) {
            String product = graph.linear(input.name(), parameters.get("W"), Optional.ofNullable(parameters.get("b")));
            return activated(input.as(product), dense.getActivationFn());
        }
        throw unsupported(layer);
    }

    private OnnxValue activated(OnnxValue value, IActivation function) {
        if (function instanceof ActivationIdentity) {
            return value;
        }
        if (function instanceof ActivationReLU) {
            return value.as(graph.add("Relu", value.name()));
        }
        if (function instanceof ActivationSigmoid) {
            return value.as(graph.add("Sigmoid", value.name()));
        }
        if (function instanceof ActivationTanH) {
            return value.as(graph.add("Tanh", value.name()));
        }
        throw unsupported(function);
    }

    private static OnnxUnsupportedException unsupported(Object part) {
        return new OnnxUnsupportedException(part.getClass().getSimpleName() + " has no equivalent in ONNX here");
    }
}
