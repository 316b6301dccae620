package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.validation.Spread;
import java.util.List;

/**
 * Where a trial stands. Depends on the results of its folds alone, not on when they came: a result that nothing depends on,
 * such as that of a fold after one that failed, is left out.
 */
sealed interface TrialState {

    /** The primary metric scores, larger is better, of the first folds that were trained. */
    List<Double> objective();

    /** The mean of {@link #objective}; NaN without any. */
    default double mean() {
        return Spread.of(objective()).mean();
    }

    /** Some folds have no result yet. */
    record Running(List<Double> objective) implements TrialState {}

    /** Every fold was trained. */
    record Finished(List<Double> objective) implements TrialState {}

    /**
     * The trial was given up.
     *
     * @param incumbent the better trial that it was compared with
     * @param byCurve whether in its last fold, by its learning curve; else by the scores of its folds
     */
    record Pruned(List<Double> objective, int incumbent, boolean byCurve) implements TrialState {}

    /** A fold failed, or the trial's experiment does not work at all. */
    record Failed(List<Double> objective, FailureKind kind, String reason) implements TrialState {}
}
