package io.foldwise.engine.sweep;

import io.foldwise.engine.postprocessing.PostProcessors;
import io.foldwise.engine.results.TrialResult;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.search.SearchSettings.RankedBy;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.validation.Spread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The scores that trials are ranked by, larger is better, fold by fold: of their predictions, or of what post-processing makes of
 * them. Each fold's predictions are then changed by what was fitted to the other folds' (nested), so that a trial gains by
 * post-processing only what it would gain on new samples.
 */
final class TrialScores {

    /** Those of predictions. */
    static final TrialScores OF_PREDICTIONS = new TrialScores(false, trial -> List.of());

    private final boolean postProcessed;
    private final Function<TrialProgress, List<Double>> nested;
    private final Map<Integer, List<Double>> known = new HashMap<>();

    private TrialScores(boolean postProcessed, Function<TrialProgress, List<Double>> nested) {
        this.postProcessed = postProcessed;
        this.nested = nested;
    }

    /** As the search asks for; post-processed where there is post-processing, unless it says otherwise. */
    static TrialScores of(OpenRun run, SearchSpace space) {
        boolean varied = space.varies(SearchSpace.POST_PROCESSING);
        boolean any = varied || !run.parts().experiment().postProcessing().isEmpty();
        RankedBy asked = run.parts()
                .experiment()
                .search()
                .orElseThrow()
                .rankedBy()
                .orElse(any ? RankedBy.POST_PROCESSED : RankedBy.PREDICTIONS);
        PrimaryMetric primaryMetric = PrimaryMetric.of(run.parts().scoring());
        return asked == RankedBy.PREDICTIONS || !any || run.plan().folds().size() < 2
                ? OF_PREDICTIONS
                : postProcessed(trial -> nested(run, primaryMetric, varied, trial));
    }

    /** Those that post-processing gives: computed once for a trial, when it has finished. */
    static TrialScores postProcessed(Function<TrialProgress, List<Double>> nested) {
        return new TrialScores(true, nested);
    }

    private static List<Double> nested(OpenRun run, PrimaryMetric primaryMetric, boolean varied, TrialProgress trial) {
        PostProcessors postProcessors =
                (varied ? run.trials().trial(trial.number()).parts() : run.parts()).postProcessing();
        return postProcessors
                .nestedScoresOfFolds(
                        run.data().train(),
                        run.plan().folds(),
                        TrialResult.read(run, trial.number()).together(run),
                        run.parts().scoring())
                .stream()
                .map(scores -> primaryMetric.objective(scores.get(primaryMetric.name())))
                .toList();
    }

    boolean postProcessed() {
        return postProcessed;
    }

    /** The mean of a trial's. */
    double mean(TrialProgress trial) {
        return Spread.of(of(trial)).mean();
    }

    /** Those of one trial: of one that has not finished, what its predictions are worth so far. */
    List<Double> of(TrialProgress trial) {
        return postProcessed && trial.state() instanceof TrialState.Finished
                ? known.computeIfAbsent(trial.number(), number -> nested.apply(trial))
                : trial.state().objective();
    }
}
