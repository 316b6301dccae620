package io.foldwise.engine.execution;

import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import java.util.function.Consumer;

/** Runs units in this process, one at a time: for debugging, and for tests. */
public final class InProcessExecutor implements Executor {

    private final UnitRunner runner;
    private final Consumer<RunEvent> events;
    private Unit unit;

    public InProcessExecutor(UnitRunner runner, Consumer<RunEvent> events) {
        this.runner = runner;
        this.events = events;
    }

    @Override
    public int free() {
        return unit == null ? 1 : 0;
    }

    @Override
    public void start(Unit next) {
        unit = next;
    }

    @Override
    public Outcome await() {
        events.accept(new UnitStarted(0, unit));
        Outcome outcome = runner.run(unit, report -> events.accept(new EpochDone(0, unit, report)));
        if (outcome instanceof Outcome.Failed failed) {
            events.accept(new UnitFailed(0, unit, failed.kind(), failed.reason(), false));
        } else {
            events.accept(new UnitFinished(0, unit));
        }
        unit = null;
        return outcome;
    }

    @Override
    public void close() {
        unit = null;
    }
}
