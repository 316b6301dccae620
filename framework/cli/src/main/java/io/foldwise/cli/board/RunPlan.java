package io.foldwise.cli.board;

import java.util.List;

/**
 * What is known of a run before it starts.
 *
 * @param experiment its name
 * @param folder where it is kept, for the user
 * @param headline the metric that ranks
 * @param stageEpochs the most epochs of every stage of training
 * @param units how many there are in all
 * @param finished how many of them were finished before
 * @param workers how many work at the same time
 */
public record RunPlan(
        String experiment,
        String folder,
        String headline,
        List<Integer> stageEpochs,
        int units,
        int finished,
        int workers) {

    public RunPlan {
        stageEpochs = List.copyOf(stageEpochs);
    }

    /** The most epochs of one unit. */
    int epochs() {
        return stageEpochs.stream().mapToInt(Integer::intValue).sum();
    }

    /** How many epochs the stages before a given one have. */
    int epochsBefore(int stage) {
        return stageEpochs.stream().limit(stage).mapToInt(Integer::intValue).sum();
    }
}
