package io.foldwise.engine.execution;

/** How a unit ended. */
public sealed interface Outcome {

    Unit unit();

    /** The unit's folder is in its place, whole. */
    record Finished(Unit unit) implements Outcome {}

    /**
     * The unit gave no result.
     *
     * @param reason for the user, one line
     */
    record Failed(Unit unit, FailureKind kind, String reason) implements Outcome {}
}
