package io.foldwise.engine.training;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights that networks of two tasks have in common: those of one name and one shape. */
final class SharedWeights {

    private SharedWeights() {}

    /**
     * Copies them.
     *
     * @throws TrainingStoppedException if the networks have none in common
     */
    static void take(ComputationGraph to, ComputationGraph from) {
        Map<String, INDArray> given = from.paramTable();
        int taken = 0;
        for (Map.Entry<String, INDArray> parameter : to.paramTable().entrySet()) {
            INDArray values = given.get(parameter.getKey());
            if (values != null && values.equalShapes(parameter.getValue())) {
                parameter.getValue().assign(values);
                taken++;
            }
        }
        if (taken == 0) {
            throw new TrainingStoppedException(
                    "the network of a stage's own task has no weights in common with that of the experiment's");
        }
    }
}
