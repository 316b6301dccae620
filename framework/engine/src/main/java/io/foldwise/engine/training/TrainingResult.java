package io.foldwise.engine.training;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network.
 *
 * @param network with the weights of the chosen epoch
 * @param history every epoch, in order
 * @param stopReason why training ended
 * @param givenUp whether a {@link StopRule} ended it
 */
public record TrainingResult(ComputationGraph network, List<EpochReport> history, String stopReason, boolean givenUp) {
    public TrainingResult {
        history = List.copyOf(history);
    }
}
