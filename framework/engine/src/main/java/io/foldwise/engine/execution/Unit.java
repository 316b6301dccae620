package io.foldwise.engine.execution;

import io.foldwise.engine.store.RunFolder;

/**
 * The smallest piece of work: one trial's configuration fitted to one fold, or to all samples. Both count from 0.
 *
 * @param fold {@value #ALL} for all samples
 */
public record Unit(int trial, int fold) {

    /** In place of a fold: everything is learned from, and nothing held out. */
    public static final int ALL = RunFolder.ALL_SAMPLES;

    /** A trial's configuration fitted to all samples. */
    public static Unit refit(int trial) {
        return new Unit(trial, ALL);
    }

    public boolean refits() {
        return fold == ALL;
    }

    @Override
    public String toString() {
        return refits() ? "trial %d on all samples".formatted(trial) : "trial %d fold %d".formatted(trial, fold);
    }
}
