package io.foldwise.engine.sweep;

import io.foldwise.engine.sweep.TrialState.Finished;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials whose folds were all trained, the best first; the earlier one of equals.
 *
 * @param ranks by trial, from 1; trials that did not finish have none
 */
record Ranking(List<TrialProgress> finished, Map<Integer, Integer> ranks) {

    /** @param scores that they are ranked by */
    static Ranking of(List<TrialProgress> trials, TrialScores scores) {
        List<TrialProgress> finished = trials.stream()
                .filter(trial -> trial.state() instanceof Finished)
                .sorted(Comparator.comparingDouble((TrialProgress trial) -> -scores.mean(trial)) // NaN sorts last
                        .thenComparing(TrialProgress::number))
                .toList();
        Map<Integer, Integer> ranks = new HashMap<>();
        finished.forEach(trial -> ranks.put(trial.number(), ranks.size() + 1));
        return new Ranking(finished, ranks);
    }

    /** A trial's rank, from 1; 0 for one that did not finish. */
    int rank(TrialProgress trial) {
        return ranks.getOrDefault(trial.number(), 0);
    }

    TrialProgress best() {
        return finished.get(0);
    }
}
