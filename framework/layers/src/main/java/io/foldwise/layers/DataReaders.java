package io.foldwise.layers;

import io.foldwise.layers.kernel.KernelLayer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/**
 * Tells layers of ours that read the network's input that nobody asks for its gradient. Deeplearning4j adds up the gradients of
 * all that read one input, and cannot add one to none: so either none of them has one, or all.
 */
final class DataReaders {

    private final GraphBuilder graph;

    DataReaders(GraphBuilder graph) {
        this.graph = graph;
    }

    void tell() {
        for (String input : graph.getNetworkInputs()) {
            List<Optional<KernelLayer>> readers = graph.getVertexInputs().entrySet().stream()
                    .filter(vertex -> vertex.getValue().contains(input))
                    .map(this::ours)
                    .toList();
            boolean all = readers.stream().allMatch(Optional::isPresent);
            readers.forEach(reader -> reader.ifPresent(layer -> layer.setReadsData(all)));
        }
    }

    /** The vertex as a layer of ours, if it is one. */
    private Optional<KernelLayer> ours(Map.Entry<String, List<String>> vertex) {
        return graph.getVertices().get(vertex.getKey()) instanceof LayerVertex reader
                        && reader.getLayerConf().getLayer() instanceof KernelLayer layer
                ? Optional.of(layer)
                : Optional.empty();
    }
}
