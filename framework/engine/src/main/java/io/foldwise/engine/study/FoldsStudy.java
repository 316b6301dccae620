package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Some folds of a run, which are trained and no more: nothing is scored together, and {@code foldwise resume} would train the others.
 *
 * @param folds by number
 */
public record FoldsStudy(OpenRun run, List<Integer> folds) implements Study {

    private static final int TRIAL = 0;

    /** @throws RunRefusedException if the run has no such fold */
    public FoldsStudy {
        folds = folds.stream().distinct().sorted().toList();
        int count = run.plan().folds().size();
        for (int fold : folds) {
            if (fold < 0 || fold >= count) {
                throw new RunRefusedException("there is no fold " + fold + ": the folds are 0 to " + (count - 1));
            }
        }
    }

    @Override
    public int units() {
        return folds.size();
    }

    @Override
    public int missing(Consumer<RunEvent> events) {
        return waiting(events).size();
    }

    private List<Unit> waiting(Consumer<RunEvent> events) {
        return folds.stream()
                .map(fold -> new Unit(TRIAL, fold))
                .filter(unit -> !run.done(unit, events))
                .toList();
    }

    /** @throws RunException if a fold failed; the others are kept */
    @Override
    public void complete(Executor executor, Consumer<RunEvent> events) throws InterruptedException {
        FoldQueue queue = new FoldQueue(waiting(events));
        UnitLoop.run(executor, queue);
        if (!queue.failures().isEmpty()) {
            throw new RunException(queue.failures().stream()
                    .map(failed -> failed.unit() + ": " + failed.reason())
                    .collect(Collectors.joining("\n")));
        }
    }
}
