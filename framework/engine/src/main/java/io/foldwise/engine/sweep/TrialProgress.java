package io.foldwise.engine.sweep;

import io.foldwise.engine.search.Proposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A trial on its way. */
final class TrialProgress {

    private final Proposal proposal;
    private final Optional<Integer> curveIncumbent;
    private final SortedMap<Integer, FoldResult> results = new TreeMap<>();
    private final Set<Integer> started = new HashSet<>();
    private TrialState state = new TrialState.Running(List.of());

    /** @param curveIncumbent whose learning curves its folds are measured by */
    TrialProgress(Proposal proposal, Optional<Integer> curveIncumbent) {
        this.proposal = proposal;
        this.curveIncumbent = curveIncumbent;
    }

    Proposal proposal() {
        return proposal;
    }

    int number() {
        return proposal.trial();
    }

    TrialState state() {
        return state;
    }

    /** Every metric on the folds that count, fold by fold. */
    List<Map<String, Double>> scores() {
        return results.values().stream()
                .limit(state.objective().size())
                .map(result -> ((FoldResult.Scored) result).scores())
                .toList();
    }

    boolean running() {
        return state instanceof TrialState.Running;
    }

    void end(TrialState last) {
        state = last;
    }

    void started(int fold) {
        started.add(fold);
    }

    void ended(int fold, FoldResult result) {
        results.put(fold, result);
    }

    /**
     * The next fold to start.
     *
     * @param allowed folds before this one may be started
     */
    Optional<Integer> next(int allowed) {
        int end = allowed;
        for (int fold : results.keySet()) {
            if (last(results.get(fold))) {
                end = Math.min(end, fold); // nothing that comes after it matters
            }
        }
        for (int fold = 0; fold < end; fold++) {
            if (!started.contains(fold)) {
                return Optional.of(fold);
            }
        }
        return Optional.empty();
    }

    private static boolean last(FoldResult result) {
        return result instanceof FoldResult.Failed || result instanceof FoldResult.Scored scored && scored.givenUp();
    }

    /** How many of the first folds have a result without a gap. */
    int known() {
        int known = 0;
        while (results.containsKey(known)) {
            known++;
        }
        return known;
    }

    /**
     * Finds out where the trial stands.
     *
     * @param comparison the rule by which a trial is given up between folds
     * @param incumbent the objective of each fold of the trial that it is compared with; empty if there is none
     */
    void update(int folds, Optional<FoldComparison> comparison, Optional<TrialProgress> incumbent) {
        List<Double> objective = new ArrayList<>();
        for (int fold = 0; fold < known(); fold++) {
            if (results.get(fold) instanceof FoldResult.Failed failed) {
                state = new TrialState.Failed(List.copyOf(objective), failed.kind(), failed.reason());
                return;
            }
            FoldResult.Scored scored = (FoldResult.Scored) results.get(fold);
            objective.add(scored.objective());
            if (scored.givenUp()) {
                state = new TrialState.Pruned(List.copyOf(objective), curveIncumbent.orElseThrow(), true);
                return;
            }
            boolean worse = comparison.isPresent()
                    && incumbent.isPresent()
                    && comparison.get().worse(objective, incumbent.get().state().objective());
            if (worse) {
                state = new TrialState.Pruned(
                        List.copyOf(objective), incumbent.get().number(), false);
                return;
            }
        }
        state = objective.size() == folds
                ? new TrialState.Finished(List.copyOf(objective))
                : new TrialState.Running(List.copyOf(objective));
    }
}
