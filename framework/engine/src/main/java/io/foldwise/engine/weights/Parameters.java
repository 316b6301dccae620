package io.foldwise.engine.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's parameters by name, {@code vertex/parameter}: {@code embedding-1/table}. All that a saved network holds, the
 * running averages of batch normalizations included.
 *
 * @param views of the network's own memory, by name, in the network's order
 * @param units of its heads: values come and go in the data's units
 */
record Parameters(Map<String, INDArray> views, HeadUnits units) {

    static Parameters of(ComputationGraph network) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        for (GraphVertex vertex : network.getVertices()) {
            Map<String, INDArray> table = vertex.paramTable(false);
            if (table != null) { // of a vertex without any
                table.forEach((name, view) -> views.put(vertex.getVertexName() + "/" + name, view));
            }
        }
        return new Parameters(views, HeadUnits.of(network));
    }

    Set<String> names() {
        return views.keySet();
    }

    List<Long> shape(String name) {
        return Arrays.stream(views.get(name).shape()).boxed().toList();
    }

    /** A copy, row by row. */
    float[] values(String name) {
        return units.toData(name, shape(name), views.get(name).dup('c').data().asFloat());
    }

    /** @param values row by row, as many as the parameter has */
    void set(String name, float[] values) {
        INDArray view = views.get(name);
        view.assign(
                Nd4j.createFromArray(units.fromData(name, shape(name), values)).reshape('c', view.shape()));
    }
}
