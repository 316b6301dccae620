package io.foldwise.report.page;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.report.reading.TrialReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a sweep's trial.
 *
 * @param mean of the primary metric over its folds so far
 * @param score that it is ranked by: that mean, or a mean after post-processing
 * @param finished whether all folds were trained to their end
 */
record Outcome(TrialReading trial, double mean, double score, boolean finished, String state) {

    private static Outcome of(TrialReading trial, String metric, int folds, Map<Integer, Double> postProcessed) {
        double mean = trial.units().stream()
                .mapToDouble(unit -> unit.record().scores().getOrDefault(metric, Double.NaN))
                .average()
                .orElse(Double.NaN);
        boolean givenUp = trial.units().stream().anyMatch(unit -> unit.record().givenUp());
        boolean whole = trial.units().size() == folds && !givenUp;
        String state = whole
                ? "finished"
                : !trial.failures().isEmpty()
                        ? "failed"
                        : givenUp ? "given up" : trial.units().size() + " of " + folds + " folds";
        double score = postProcessed.getOrDefault(trial.number(), mean);
        return new Outcome(trial, mean, score, whole && !Double.isNaN(score), state);
    }

    /** Of all trials, by number. */
    static List<Outcome> all(RunFacts facts, String metric) {
        Map<Integer, Double> postProcessed = scores(facts, metric);
        return facts.run().trials().stream()
                .map(trial -> of(trial, metric, facts.run().folds(), postProcessed))
                .toList();
    }

    /** Whether trials are ranked by what post-processing makes of their predictions, and the sweep has ended. */
    static boolean postProcessed(RunFacts facts, String metric) {
        return !scores(facts, metric).isEmpty();
    }

    /** Scores after post-processing, by trial. */
    private static Map<Integer, Double> scores(RunFacts facts, String metric) {
        Map<Integer, Double> scores = new HashMap<>();
        if (PlainFile.exists(facts.run().folder().trials())) {
            int[] columns = {-1, -1};
            Csv.forEach(
                    facts.run().folder().trials(),
                    header -> {
                        columns[0] = header.indexOf("trial");
                        columns[1] = header.indexOf(metric + "-post-processed");
                    },
                    cells -> {
                        if (columns[1] >= 0 && !cells.get(columns[1]).isEmpty()) {
                            scores.put(Integer.valueOf(cells.get(columns[0])), Double.valueOf(cells.get(columns[1])));
                        }
                    });
        }
        return scores;
    }
}
