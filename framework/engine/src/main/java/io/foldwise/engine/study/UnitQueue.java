package io.foldwise.engine.study;

import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import java.util.Optional;

/** Which unit comes next. Its decisions depend on results, never on which worker was faster. */
public interface UnitQueue {

    /** The next unit to start; empty if there is none, or none yet. */
    Optional<Unit> next();

    void ended(Outcome outcome);
}
