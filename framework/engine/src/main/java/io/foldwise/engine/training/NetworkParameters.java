package io.foldwise.engine.training;

import io.foldwise.engine.network.ParameterNames;
import io.foldwise.engine.weights.Start;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The arrays that a network's flat weights and gradients consist of: those of its vertices in topological order, as
 * Deeplearning4j's own updater takes them apart.
 *
 * @param weights {@code [n]}, a view of all
 * @param gradients {@code [n]}, a view of all
 */
record NetworkParameters(INDArray weights, INDArray gradients, List<Parameter> all) {

    static NetworkParameters of(ComputationGraph network) {
        INDArray weights = network.params().reshape(network.numParams());
        INDArray gradients = network.getFlattenedGradients().reshape(network.numParams());
        List<Parameter> all = new ArrayList<>();
        long start = 0;
        for (int index : network.topologicalSortOrder()) {
            GraphVertex vertex = network.getVertices()[index];
            if (vertex.paramTable(false) == null) {
                continue;
            }
            for (String name : List.copyOf(vertex.paramTable(false).keySet())) {
                long end = start + vertex.paramTable(false).get(name).length();
                all.add(new Parameter(
                        vertex.getVertexName(),
                        name,
                        role(vertex, name),
                        weights.get(NDArrayIndex.interval(start, end)),
                        gradients.get(NDArrayIndex.interval(start, end))));
                start = end;
            }
        }
        return new NetworkParameters(weights, gradients, List.copyOf(all));
    }

    private static Role role(GraphVertex vertex, String name) {
        Layer layer = vertex.getLayer();
        if (Start.isFrozen(layer)) {
            return Role.FROZEN;
        } else if (vertex.getConfig().getUpdaterByParam(name) instanceof NoOp) {
            return Role.STATISTIC;
        } else if (layer == null) {
            return Role.WEIGHT;
        }
        org.deeplearning4j.nn.conf.layers.Layer configuration = layer.conf().getLayer();
        ParamInitializer initializer = configuration.initializer();
        return initializer.isWeightParam(configuration, name) ? Role.WEIGHT : Role.BIAS;
    }

    List<Parameter> fitting(List<String> patterns) {
        patterns.forEach(this::mustFit);
        return all.stream()
                .filter(parameter -> patterns.stream().anyMatch(parameter::fits))
                .toList();
    }

    private void mustFit(String pattern) {
        List<ParameterNames.Name> names = all.stream()
                .map(parameter -> new ParameterNames.Name(parameter.layer(), parameter.name()))
                .toList();
        new ParameterNames(names).problem(pattern).ifPresent(problem -> {
            throw new IncompatibleException(problem);
        });
    }
}
