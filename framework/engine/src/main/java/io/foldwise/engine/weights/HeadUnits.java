package io.foldwise.engine.weights;

import io.foldwise.engine.network.HeadOutput;
import io.foldwise.engine.network.Standard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The units that the last layers of a network compute quantities in. Networks that learn {@linkplain Standard standardised}
 * quantities have units of their own; weights change from one network to another by way of the data's units, so that both predict
 * the same. Concerns linear layers right before a head, with weights {@code W} of shape {@code [inputs, outputs]} and biases
 * {@code b}.
 *
 * @param standards by layer; those that compute in the data's units have none
 */
record HeadUnits(Map<String, Standard> standards) {

    private static final String WEIGHTS = "W";
    private static final String BIASES = "b";

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

    /** A parameter of the network as one that computes in the data's units; in place. */
    float[] toData(String parameter, List<Long> shape, float[] values) {
        linear(parameter, shape).ifPresent(standard -> {
            int columns = standard.means().length;
            for (int i = 0; i < values.length; i++) {
                double mean = kind(parameter).equals(BIASES) ? standard.means()[i % columns] : 0;
                values[i] = (float) (values[i] * standard.deviations()[i % columns] + mean);
            }
        });
        return values;
    }

    /** A parameter that computes in the data's units as one of the network; in place. */
    float[] fromData(String parameter, List<Long> shape, float[] values) {
        linear(parameter, shape).ifPresent(standard -> {
            int columns = standard.means().length;
            for (int i = 0; i < values.length; i++) {
                double mean = kind(parameter).equals(BIASES) ? standard.means()[i % columns] : 0;
                values[i] = (float) ((values[i] - mean) / standard.deviations()[i % columns]);
            }
        });
        return values;
    }

    private Optional<Standard> linear(String parameter, List<Long> shape) {
        boolean weights = kind(parameter).equals(WEIGHTS) && shape.size() == 2;
        return weights || kind(parameter).equals(BIASES)
                ? Optional.ofNullable(standards.get(parameter.substring(0, parameter.lastIndexOf('/'))))
                        .filter(standard -> shape.get(shape.size() - 1) == standard.means().length)
                : Optional.empty();
    }

    private static String kind(String parameter) {
        return parameter.substring(parameter.lastIndexOf('/') + 1);
    }
}
