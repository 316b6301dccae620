package io.foldwise.engine.weights;

import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/**
 * Layers that are not trained. A frozen layer computes as in prediction, without dropout of its own and with the running averages
 * of a batch normalization, and not a bit of its parameters changes; gradients pass through it to trained layers before it,
 * and end where there are none. A layer without parameters has nothing to freeze, and stays as it is.
 *
 * @param patterns names of vertices, where {@code *} fits anything
 */
record Freezing(List<String> patterns) {

    Freezing {
        patterns = List.copyOf(patterns);
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private boolean freezes(String vertex) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(vertex).matches());
    }

    /** The same model with its frozen layers wrapped; the framework's own output layer is none of them. */
    NetworkModel applied(NetworkModel model) {
        return patterns.isEmpty() ? model : new PartlyFrozen(model);
    }

    private final class PartlyFrozen implements NetworkModel {

        private final NetworkModel model;

        PartlyFrozen(NetworkModel model) {
            this.model = model;
        }

        @Override
        public String logits(GraphBuilder graph, String input) {
            String logits = model.logits(graph, input);
            wrap(graph);
            return logits;
        }

        @Override
        public List<String> heads(GraphBuilder graph, String input, Task task) {
            List<String> heads = model.heads(graph, input, task);
            wrap(graph);
            return heads;
        }
    }

    private void wrap(GraphBuilder graph) {
        graph.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer && freezes(name)) {
                NeuralNetConfiguration configuration = layer.getLayerConf();
                configuration.setLayer(new FrozenLayer(configuration.getLayer()));
            }
        });
    }

    /** Lets no gradient be computed for layers that nothing trained comes before. */
    void endGradients(ComputationGraph network) {
        boolean[] trainedBefore = trainedBefore(network);
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex.getLayer() instanceof FrozenLayer.Runtime frozen && !trainedBefore[vertex.getVertexIndex()]) {
                frozen.endGradients();
            }
        }
    }

    /**
     * Names of layers that would have to hand a gradient on, and cannot do so while they compute as in prediction:
     * Deeplearning4j's batch normalization.
     */
    List<String> barriers(ComputationGraph network) {
        boolean[] trainedBefore = trainedBefore(network);
        return Arrays.stream(network.getVertices())
                .filter(vertex -> freezes(vertex.getVertexName()) && trainedBefore[vertex.getVertexIndex()])
                .filter(vertex -> vertex.getLayer() instanceof BatchNormalization)
                .map(GraphVertex::getVertexName)
                .toList();
    }

    private boolean[] trainedBefore(ComputationGraph network) {
        GraphVertex[] vertices = network.getVertices();
        boolean[] trainedBefore = new boolean[vertices.length];
        for (int index : network.topologicalSortOrder()) {
            GraphVertex vertex = vertices[index];
            boolean trained = vertex.numParams() > 0 && !(vertex.hasLayer() && freezes(vertex.getVertexName()));
            for (VertexIndices next : following(vertex)) {
                trainedBefore[next.getVertexIndex()] |= trained || trainedBefore[index];
            }
        }
        return trainedBefore;
    }

    private static List<VertexIndices> following(GraphVertex vertex) {
        return vertex.getOutputVertices() == null ? List.of() : List.of(vertex.getOutputVertices());
    }

    /** The same network with nothing frozen, as one saves it. */
    static ComputationGraph thawed(ComputationGraph network) {
        boolean frozen = Arrays.stream(network.getLayers()).anyMatch(FrozenLayer.Runtime.class::isInstance);
        if (!frozen) {
            return network;
        }
        ComputationGraphConfiguration configuration = network.getConfiguration().clone();
        configuration.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof FrozenLayer wrapper) {
                layer.getLayerConf().setLayer(wrapper.thawed());
            }
        });
        ComputationGraph thawed = new ComputationGraph(configuration);
        thawed.init(network.params(), false);
        return thawed;
    }

    /** The patterns that freeze nothing, though there are layers to freeze. */
    List<String> idle(ComputationGraph network) {
        Set<String> names = trainable(network);
        return patterns.stream()
                .filter(pattern -> names.stream().noneMatch(regex(pattern).asMatchPredicate()))
                .toList();
    }

    /** Whether nothing would be left to train. */
    boolean freezesAll(ComputationGraph network) {
        return !patterns.isEmpty() && trainable(network).stream().allMatch(this::freezes);
    }

    /** Names of all layers with parameters. */
    static Set<String> trainable(ComputationGraph network) {
        Set<String> names = new LinkedHashSet<>();
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex.hasLayer() && vertex.numParams() > 0) {
                names.add(vertex.getVertexName());
            }
        }
        return names;
    }
}
