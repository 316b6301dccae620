package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run of a single trial: all of its folds are needed. */
public record SingleStudy(OpenRun run) implements Study {

    private static final int TRIAL = 0;

    @Override
    public int units() {
        return run.plan().folds().size();
    }

    @Override
    public int missing(Consumer<RunEvent> events) {
        return missingUnits(events).size();
    }

    private List<Unit> missingUnits(Consumer<RunEvent> events) {
        return IntStream.range(0, units())
                .mapToObj(fold -> new Unit(TRIAL, fold))
                .filter(unit -> !run.done(unit, events))
                .toList();
    }

    /** @throws RunException if a fold failed; the others are kept */
    @Override
    public void complete(Executor executor, Consumer<RunEvent> events) throws InterruptedException {
        FoldQueue queue = new FoldQueue(missingUnits(events));
        UnitLoop.run(executor, queue);
        if (!queue.failures().isEmpty()) {
            throw new RunException(queue.failures().stream()
                            .map(failed -> failed.unit() + ": " + failed.reason())
                            .collect(Collectors.joining("\n"))
                    + "\nwhat is finished is kept; `foldwise resume "
                    + run.folder().path() + "` tries the rest again");
        }
        TrialResult result = TrialResult.read(run, TRIAL);
        RunResults.write(run, result, List.of(result), result.units());
    }
}
