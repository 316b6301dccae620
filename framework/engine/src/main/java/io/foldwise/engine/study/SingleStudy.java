package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.validation.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Completes a run of a single trial: trains the folds that are not done, then scores, ensembles and submits. */
public final class SingleStudy {

    private static final int TRIAL = 0;

    private final OpenRun run;
    private final Consumer<RunEvent> events;

    public SingleStudy(OpenRun run, Consumer<RunEvent> events) {
        this.run = run;
        this.events = events;
    }

    /** The units that have no intact result yet; a damaged one is taken away and announced. */
    public List<Unit> missing() {
        List<Unit> missing = new ArrayList<>();
        for (int fold = 0; fold < run.plan().folds().size(); fold++) {
            Unit unit = new Unit(TRIAL, fold);
            if (!run.done(unit, events)) {
                missing.add(unit);
            }
        }
        return missing;
    }

    /**
     * Trains what is missing and writes the run's results.
     *
     * @throws RunException if a fold failed; the others are kept
     */
    public Scores complete(Executor executor) throws InterruptedException {
        FoldQueue queue = new FoldQueue(missing());
        UnitLoop.run(executor, queue);
        if (!queue.failures().isEmpty()) {
            throw new RunException(queue.failures().stream()
                    .map(failed -> failed.unit() + ": " + failed.reason())
                    .collect(Collectors.joining("\n")));
        }
        TrialResult result = TrialResult.read(run, TRIAL);
        return RunResults.write(run, result, List.of(result));
    }
}
