package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import java.util.function.Consumer;

/** A run that is to be taken to its end, now or after an interruption. */
public interface Study {

    OpenRun run();

    /** How many units there are, at most. */
    int units();

    /**
     * How many units have no result yet.
     *
     * @param events is told of results that had to be taken away
     */
    int missing(Consumer<RunEvent> events);

    /**
     * Fits what is missing and writes the run's results.
     *
     * @throws RunException if nothing can come of it; what is finished is kept
     */
    void complete(Executor executor, Consumer<RunEvent> events) throws InterruptedException;
}
