package io.foldwise.report.page;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.report.reading.TrialReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a sweep's trial.
 *
 * @param mean of the primary metric over its folds so far
 * @param score that it is ranked by: that mean, or a mean after post-processing
 * @param finished whether all folds were trained to their end
 */
record Outcome(TrialReading trial, double mean, double score, boolean finished, String state) {

    private static final String GIVEN_UP = "given up";

    /** What the sweep's table says of a trial. */
    private record Told(String state, Optional<Double> postProcessed) {
        static final Told NOTHING = new Told("", Optional.empty());
    }

    private static Outcome of(TrialReading trial, String metric, int folds, Told told) {
        double mean = trial.units().stream()
                .mapToDouble(unit -> unit.record().scores().getOrDefault(metric, Double.NaN))
                .average()
                .orElse(Double.NaN);
        boolean givenUp = told.state().startsWith(GIVEN_UP)
                || trial.units().stream().anyMatch(unit -> unit.record().givenUp());
        boolean whole = trial.units().size() == folds && !givenUp;
        String state = whole
                ? "finished"
                : !trial.failures().isEmpty()
                        ? "failed"
                        : givenUp ? GIVEN_UP : trial.units().size() + " of " + folds + " folds";
        double score = told.postProcessed().orElse(mean);
        return new Outcome(trial, mean, score, whole && !Double.isNaN(score), state);
    }

    /** Of all trials, by number. */
    static List<Outcome> all(RunFacts facts, String metric) {
        Map<Integer, Told> table = table(facts, metric);
        return facts.run().trials().stream()
                .map(trial -> of(trial, metric, facts.run().folds(), table.getOrDefault(trial.number(), Told.NOTHING)))
                .toList();
    }

    /** Whether trials are ranked by what post-processing makes of their predictions, and the sweep has ended. */
    static boolean postProcessed(RunFacts facts, String metric) {
        return table(facts, metric).values().stream()
                .anyMatch(told -> told.postProcessed().isPresent());
    }

    /** What trials.csv says, by trial; nothing before the sweep has ended. */
    private static Map<Integer, Told> table(RunFacts facts, String metric) {
        Map<Integer, Told> table = new HashMap<>();
        if (PlainFile.exists(facts.run().folder().trials())) {
            List<String> header = new ArrayList<>();
            Csv.forEach(
                    facts.run().folder().trials(),
                    header::addAll,
                    cells -> table.put(
                            Integer.valueOf(cell(header, cells, "trial").orElseThrow()),
                            new Told(
                                    cell(header, cells, "state").orElse(""),
                                    cell(header, cells, metric + "-post-processed")
                                            .map(Double::valueOf))));
        }
        return table;
    }

    private static Optional<String> cell(List<String> header, List<String> cells, String column) {
        int place = header.indexOf(column);
        return place < 0 || cells.get(place).isEmpty() ? Optional.empty() : Optional.of(cells.get(place));
    }
}
