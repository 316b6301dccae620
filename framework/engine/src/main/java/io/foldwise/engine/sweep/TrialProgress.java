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
    private final Optional<Integer> curveRival;
    private final SortedMap<Integer, FoldResult> results = new TreeMap<>();
    private final Set<Integer> started = new HashSet<>();
    private TrialState state = new TrialState.Running(List.of());

    /** @param curveRival whose learning curves its folds are measured by */
    TrialProgress(Proposal proposal, Optional<Integer> curveRival) {
        this.proposal = proposal;
        this.curveRival = curveRival;
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
                .limit(state.goodness().size())
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
     * @param rival the goodness of each fold of the trial that it is compared with; empty if there is none
     */
    void update(int folds, Optional<FoldComparison> comparison, Optional<TrialProgress> rival) {
        List<Double> goodness = new ArrayList<>();
        for (int fold = 0; fold < known(); fold++) {
            if (results.get(fold) instanceof FoldResult.Failed failed) {
                state = new TrialState.Failed(List.copyOf(goodness), failed.kind(), failed.reason());
                return;
            }
            FoldResult.Scored scored = (FoldResult.Scored) results.get(fold);
            goodness.add(scored.goodness());
            if (scored.givenUp()) {
                state = new TrialState.Pruned(List.copyOf(goodness), curveRival.orElseThrow(), true);
                return;
            }
            boolean worse = comparison.isPresent()
                    && rival.isPresent()
                    && comparison.get().worse(goodness, rival.get().state().goodness());
            if (worse) {
                state = new TrialState.Pruned(List.copyOf(goodness), rival.get().number(), false);
                return;
            }
        }
        state = goodness.size() == folds
                ? new TrialState.Finished(List.copyOf(goodness))
                : new TrialState.Running(List.copyOf(goodness));
    }
}
