package io.foldwise.cli.report;

import java.util.Optional;

/** Whether a model has learned anything that holds on samples it never saw. */
final class Verdict {

    private Verdict() {}

    /**
     * A warning where a constant guess scores as well as the model, or better.
     *
     * @param model its score out of fold
     * @param baseRates the score of a constant guess
     */
    static Optional<String> of(String metric, boolean higherIsBetter, double model, double baseRates) {
        double lead = higherIsBetter ? model - baseRates : baseRates - model;
        if (lead > 0 || Double.isNaN(lead)) {
            return Optional.empty();
        }
        return Optional.of(
                "%s than a constant guess: %s %s out of fold, base rates %s; see how the loss went in history.csv"
                        .formatted(
                                lead < 0 ? "worse" : "no better",
                                metric,
                                Words.number(model),
                                Words.number(baseRates)));
    }
}
