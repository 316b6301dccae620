package io.foldwise.engine.execution;

/** The smallest piece of work: one trial's configuration fitted to one fold. Both count from 0. */
public record Unit(int trial, int fold) {
    @Override
    public String toString() {
        return "trial %d fold %d".formatted(trial, fold);
    }
}
