package io.foldwise.cli.report;

import io.foldwise.engine.validation.Scores;
import java.util.Optional;

/** Whether a model has learned anything that holds on samples it never saw. */
final class Verdict {

    private Verdict() {}

    /**
     * A warning where a constant guess scores as well as the model, or better.
     *
     * @param row its scores: out of fold, or the mean of folds where pooling distorts, as base rates are scored
     */
    static Optional<String> of(String metric, boolean higherIsBetter, Scores.Row row) {
        double model = row.distortedByPooling() ? row.mean() : row.outOfFold();
        double baseRates = row.baseRates();
        double lead = higherIsBetter ? model - baseRates : baseRates - model;
        if (lead > 0 || Double.isNaN(lead)) {
            return Optional.empty();
        }
        return Optional.of("%s than a constant guess: %s %s %s, base rates %s; see how the loss went in history.csv"
                .formatted(
                        lead < 0 ? "worse" : "no better",
                        metric,
                        Words.number(model),
                        row.distortedByPooling() ? "in the mean of folds" : "out of fold",
                        Words.number(baseRates)));
    }
}
