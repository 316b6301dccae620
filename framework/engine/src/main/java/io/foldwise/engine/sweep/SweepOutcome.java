package io.foldwise.engine.sweep;

import java.util.List;
import java.util.Map;

/**
 * What came out of a sweep, beside the results of the run.
 *
 * @param trials by number
 * @param effects which keys mattered, the most important first
 */
public record SweepOutcome(Selection selection, List<Row> trials, List<KeyEffect> effects) {

    public SweepOutcome {
        trials = List.copyOf(trials);
        effects = List.copyOf(effects);
    }

    /**
     * A trial.
     *
     * @param rank from 1; 0 for a trial that did not finish
     * @param state in words
     * @param scores the primary metric on the folds that were trained
     * @param values what the trial tried, by key
     */
    public record Row(
            int trial,
            int rank,
            String state,
            List<Double> scores,
            double mean,
            double deviation,
            Map<String, Object> values) {}
}
