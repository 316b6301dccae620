package io.foldwise.engine.execution;

import io.foldwise.engine.training.EpochReport;

/** What happens during a run, for whoever shows it to the user. */
public sealed interface RunEvent {

    /** A worker process is ready for units. */
    record WorkerReady(int worker) implements RunEvent {}

    record UnitStarted(int worker, Unit unit) implements RunEvent {}

    record EpochDone(int worker, Unit unit, EpochReport report) implements RunEvent {}

    record UnitFinished(int worker, Unit unit) implements RunEvent {}

    /** @param again whether the unit will be tried again */
    record UnitFailed(int worker, Unit unit, FailureKind kind, String reason, boolean again) implements RunEvent {}

    /** Anything else worth a line: a unit that is trained again because its files were damaged, say. */
    record Notice(String text) implements RunEvent {}
}
