package io.foldwise.cli.report;

import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.words.Words;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Whether a model has learned anything that holds on samples it never saw. */
final class Verdict {

    private Verdict() {}

    /**
     * A warning where a constant guess, the best of them, scores as well as the model, or better.
     *
     * @param row its scores: out of fold, or the mean of folds where pooling distorts, as baselines are scored
     */
    static Optional<String> of(String metric, boolean higherIsBetter, Scores.Row row) {
        double model = row.distortedByPooling() ? row.mean() : row.outOfFold();
        double direction = higherIsBetter ? 1 : -1;
        return row.baselines().entrySet().stream()
                .filter(baseline -> !Double.isNaN(baseline.getValue().value()))
                .max(Comparator.comparingDouble(
                        baseline -> direction * baseline.getValue().value()))
                .filter(best -> direction * (model - best.getValue().value()) <= 0)
                .map(best -> warning(metric, row, model, best));
    }

    private static String warning(String metric, Scores.Row row, double model, Map.Entry<String, Score> best) {
        return "%s than a constant guess: %s %s %s, %s %s; see how the loss went in history.csv"
                .formatted(
                        model == best.getValue().value() ? "no better" : "worse",
                        metric,
                        Words.number(model),
                        row.distortedByPooling() ? "in the mean of folds" : "out of fold",
                        best.getKey(),
                        Words.number(best.getValue().value()));
    }
}
