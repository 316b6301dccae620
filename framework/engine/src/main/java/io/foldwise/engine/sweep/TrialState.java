package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.validation.Spread;
import java.util.List;

/**
 * Where a trial stands. Depends on the results of its folds alone, not on when they came: a result that nothing depends on,
 * such as that of a fold after one that failed, is left out.
 */
sealed interface TrialState {

    /** The headline scores, larger is better, of the first folds that were trained. */
    List<Double> goodness();

    /** The mean of {@link #goodness}; NaN without any. */
    default double mean() {
        return Spread.of(goodness()).mean();
    }

    /** Some folds have no result yet. */
    record Running(List<Double> goodness) implements TrialState {}

    /** Every fold was trained. */
    record Finished(List<Double> goodness) implements TrialState {}

    /**
     * The trial was given up.
     *
     * @param rival the better trial that it was compared with
     * @param byCurve whether in its last fold, by its learning curve; else by the scores of its folds
     */
    record Pruned(List<Double> goodness, int rival, boolean byCurve) implements TrialState {}

    /** A fold failed, or the trial's experiment does not work at all. */
    record Failed(List<Double> goodness, FailureKind kind, String reason) implements TrialState {}
}
