package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.run.RunException;
import java.util.Optional;

/** Keeps an executor busy with the units of a queue until there are no more. */
public final class UnitLoop {

    private UnitLoop() {}

    /** @throws RunException if something keeps all units from being fitted; those that are done stay done */
    public static void run(Executor executor, UnitQueue queue) throws InterruptedException {
        int running = 0;
        while (true) {
            for (Optional<Unit> unit = next(executor, queue); unit.isPresent(); unit = next(executor, queue)) {
                executor.start(unit.get());
                running++;
            }
            if (running == 0) {
                return;
            }
            Outcome outcome = executor.await();
            running--;
            if (outcome instanceof Outcome.Failed failed && failed.kind() == FailureKind.BLOCKED) {
                throw new RunException(
                        failed.reason() + "\nwhat is finished is kept; put that right, and `foldwise resume` goes on");
            }
            queue.ended(outcome);
        }
    }

    private static Optional<Unit> next(Executor executor, UnitQueue queue) {
        return executor.free() > 0 ? queue.next() : Optional.empty();
    }
}
