package io.foldwise.engine.study;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.results.RunResults;
import io.foldwise.engine.results.TrialResult;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.training.Scoring;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run of a single trial: all of its folds are needed. */
public record SingleStudy(OpenRun run) implements Study {

    private static final int TRIAL = 0;

    @Override
    public int units() {
        return run.plan().folds().size() + (refits() ? 1 : 0);
    }

    @Override
    public int missing(Consumer<RunEvent> events) {
        return missingUnits(folds(), events).size()
                + missingUnits(refit(), events).size();
    }

    private boolean refits() {
        return run.parts().experiment().refit();
    }

    private List<Unit> folds() {
        return IntStream.range(0, run.plan().folds().size())
                .mapToObj(fold -> new Unit(TRIAL, fold))
                .toList();
    }

    /** Begun when all folds are done: they tell for how many epochs. */
    private List<Unit> refit() {
        return refits() ? List.of(Unit.refit(TRIAL)) : List.of();
    }

    private List<Unit> missingUnits(List<Unit> units, Consumer<RunEvent> events) {
        return units.stream().filter(unit -> !run.done(unit, events)).toList();
    }

    /** @throws RunException if a fold failed; the others are kept */
    @Override
    public void complete(Executor executor, Consumer<RunEvent> events) throws InterruptedException {
        List<Unit> missing = missingUnits(folds(), events);
        if (!missing.isEmpty()) {
            run.folder().unit(TRIAL, Unit.ALL).remove(); // its epochs are those of the folds
        }
        fit(missing, executor);
        writeResults();
        if (refits()) {
            fit(missingUnits(refit(), events), executor);
            writeResults();
        }
    }

    private void writeResults() {
        TrialResult result = TrialResult.read(run, TRIAL);
        Scoring scoring = run.parts().scoring();
        RunResults.write(
                run, result, List.of(result), trial -> trial.objective(scoring), result.units(), OptionalInt.empty());
    }

    private void fit(List<Unit> units, Executor executor) throws InterruptedException {
        FoldQueue queue = new FoldQueue(units);
        UnitLoop.run(executor, queue);
        if (!queue.failures().isEmpty()) {
            throw new RunException(queue.failures().stream()
                            .map(failed -> failed.unit() + ": " + failed.reason())
                            .collect(Collectors.joining("\n"))
                    + "\nwhat is finished is kept; " + run.folder().resume("tries the rest again"));
        }
    }
}
