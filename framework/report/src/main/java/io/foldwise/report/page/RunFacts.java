package io.foldwise.report.page;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.TaskRecord.Asked;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What blocks ask of a run; each file is read once.
 *
 * @param live what is being trained; empty for a run that nobody is at work on
 * @param tables of the heads that answer with a table, by name
 * @param flaws what could not be read
 */
record RunFacts(
        RunReading run,
        Optional<LiveState> live,
        Map<String, HeadTable> tables,
        Optional<SampleTable> samples,
        List<String> flaws) {

    static RunFacts of(RunReading run, Optional<LiveState> live) {
        Map<String, HeadTable> tables = new LinkedHashMap<>();
        List<String> flaws = new ArrayList<>(run.flaws());
        if (live.isPresent()) {
            return new RunFacts(run, live, tables, Optional.empty(), flaws);
        }
        run.task()
                .map(TaskRecord::heads)
                .orElse(List.of())
                .forEach(head ->
                        attempt(flaws, () -> run.table(head)).ifPresent(table -> tables.put(head.name(), table)));
        return new RunFacts(run, live, tables, attempt(flaws, run::sampleScores), flaws);
    }

    private static <T> Optional<T> attempt(List<String> flaws, Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (StoreException damaged) {
            flaws.add(damaged.getMessage());
            return Optional.empty();
        }
    }

    Optional<Scores> scores() {
        return live.isPresent() ? Optional.empty() : run.scores();
    }

    /** Where the mean of a metric over folds lies. */
    Interval ofFolds(List<Double> folds) {
        return Interval.ofFolds(folds, run.split().heldOutToTrain());
    }

    boolean several() {
        return run.task().map(TaskRecord::heads).map(List::size).orElse(1) > 1;
    }

    /** Part of a caption: which head it is of, where there are several. */
    String of(Asked head) {
        return several() ? " of " + head.name() : "";
    }

    /** Whether larger is better, as it is shown to readers; empty where it is not known. */
    String direction(String metric) {
        return run.higherIsBetter(metric)
                .map(higher -> higher ? "higher is better" : "lower is better")
                .orElse("");
    }

    /** The metrics that measure a head, in order. */
    List<TaskRecord.Measured> metrics(Asked head) {
        return run.task().map(TaskRecord::metrics).orElse(List.of()).stream()
                .filter(metric -> metric.head().equals(head.name()))
                .toList();
    }
}
