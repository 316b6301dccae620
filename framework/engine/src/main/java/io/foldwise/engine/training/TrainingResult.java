package io.foldwise.engine.training;

import io.foldwise.engine.weights.Transfer;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network.
 *
 * @param network with the weights of the chosen epoch
 * @param history every epoch, in order
 * @param stopReason why training ended; and which epoch is kept, where that is of an earlier stage
 * @param givenUp whether a {@link StopRule} ended it
 * @param transfers the weights that stages started from, those that were not chance or the stage before
 */
public record TrainingResult(
        ComputationGraph network,
        List<EpochReport> history,
        String stopReason,
        boolean givenUp,
        List<Transfer> transfers) {
    public TrainingResult {
        history = List.copyOf(history);
        transfers = List.copyOf(transfers);
    }

    /** The number of the best epoch, counted over all stages from 1; 0 where the metric that decides was never defined. */
    public int bestEpoch() {
        return 1
                + IntStream.range(0, history.size())
                        .filter(epoch -> history.get(epoch).best())
                        .max()
                        .orElse(-1);
    }
}
