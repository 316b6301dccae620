package io.foldwise.engine.store;

import java.util.Map;

/**
 * What one trial of a sweep tries, its {@code trial.json}. Written before the trial's first unit is started.
 *
 * @param values what the trial sets, by key of the experiment
 * @param rival the earlier trial whose learning curves its folds are measured by; {@value #NO_RIVAL} if there is none
 */
public record TrialRecord(Map<String, Object> values, int rival) {

    public static final int NO_RIVAL = -1;
}
