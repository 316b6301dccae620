package io.foldwise.engine.sweep;

import io.foldwise.engine.sweep.TrialState.Finished;
import java.util.Comparator;
import java.util.List;

/** The trials whose folds were all trained, the best first; the earlier one of equals. */
record Ranking(List<TrialProgress> finished) {

    static Ranking of(List<TrialProgress> trials) {
        return new Ranking(trials.stream()
                .filter(trial -> trial.state() instanceof Finished)
                .sorted(Comparator.comparingDouble(Ranking::badness).thenComparing(TrialProgress::number))
                .toList());
    }

    /** Smaller is better; NaN sorts last. */
    private static double badness(TrialProgress trial) {
        return -trial.state().mean();
    }

    TrialProgress best() {
        return finished.get(0);
    }
}
