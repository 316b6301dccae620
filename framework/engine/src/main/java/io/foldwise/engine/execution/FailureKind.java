package io.foldwise.engine.execution;

import java.util.Locale;

/** Why a unit gave no result, which decides whether to try it again. */
public enum FailureKind {
    /** The combination of parameters does not work, or the program has a fault: it would fail again. */
    ERROR(false),
    /** The loss was no longer a number: it would happen again. */
    DIVERGED(false),
    /** There was not enough memory; less may be in use next time. */
    OUT_OF_MEMORY(true),
    /** The worker process was killed, crashed, or hung and was killed for it. */
    KILLED(true),
    /** No other unit would fare better: results cannot be written, the data has changed, workers do not start. */
    BLOCKED(false);

    private final boolean retried;

    FailureKind(boolean retried) {
        this.retried = retried;
    }

    /** The kind as users read it: {@code out of memory}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether another try may end differently. */
    public boolean retried() {
        return retried;
    }
}
