package io.foldwise.engine.weights;

import io.foldwise.engine.network.HeadOutput;
import io.foldwise.engine.network.Standard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The units that the last layers of a network compute quantities in. Networks that learn {@linkplain Standard standardised}
 * quantities have units of their own; weights go from one network to another by way of the data's units, so that both predict the
 * same. That concerns the linear layer right before a head, Deeplearning4j's and that of Foldwise's layers, which both have weights
 * {@code [inputs, outputs]} and a bias {@code [outputs]}, and no others.
 *
 * @param standards by layer; those that compute in the data's units have none
 */
record HeadUnits(Map<String, Standard> standards) {

    private static final Set<String> WEIGHTS = Set.of("W", "weights");
    private static final Set<String> BIASES = Set.of("b", "bias");

    /** How a number of a unit with a mean and a deviation changes. */
    @FunctionalInterface
    private interface Change {
        double of(double value, double mean, double deviation);
    }

    static HeadUnits of(ComputationGraph network) {
        Map<String, Standard> standards = new HashMap<>();
        network.getConfiguration()
                .getVertices()
                .forEach((name, vertex) -> head(vertex)
                        .flatMap(HeadOutput::standard)
                        .ifPresent(standard -> network.getConfiguration()
                                .getVertexInputs()
                                .get(name)
                                .forEach(input -> standards.put(input, standard))));
        return new HeadUnits(standards);
    }

    private static Optional<HeadOutput> head(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof HeadOutput head
                ? Optional.of(head)
                : Optional.empty();
    }

    /** A parameter of the network as one that computes in the data's units. */
    float[] toData(String parameter, List<Long> shape, float[] values) {
        return changed(parameter, shape, values, (value, mean, deviation) -> value * deviation + mean);
    }

    /** A parameter that computes in the data's units as one of the network. */
    float[] fromData(String parameter, List<Long> shape, float[] values) {
        return changed(parameter, shape, values, (value, mean, deviation) -> (value - mean) / deviation);
    }

    private float[] changed(String parameter, List<Long> shape, float[] values, Change change) {
        int slash = parameter.lastIndexOf('/');
        Standard standard = standards.get(parameter.substring(0, slash));
        String kind = parameter.substring(slash + 1);
        boolean bias = BIASES.contains(kind);
        boolean weights = WEIGHTS.contains(kind) && shape.size() == 2;
        if (standard == null || !bias && !weights || shape.get(shape.size() - 1) != standard.means().length) {
            return values;
        }
        float[] changed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % standard.means().length;
            double mean = bias ? standard.means()[column] : 0;
            changed[i] = (float) change.of(values[i], mean, standard.deviations()[column]);
        }
        return changed;
    }
}
