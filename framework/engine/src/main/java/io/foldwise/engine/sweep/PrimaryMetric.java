package io.foldwise.engine.sweep;

import io.foldwise.engine.training.Scoring;
import java.util.Locale;

/** The metric that ranks trials. */
record PrimaryMetric(String name, boolean higherIsBetter) {

    static PrimaryMetric of(Scoring scoring) {
        String name = scoring.primaryMetric();
        return new PrimaryMetric(name, scoring.metrics().get(name).metric().higherIsBetter());
    }

    /** The metric's value, larger being better. */
    double objective(double value) {
        return higherIsBetter ? value : -value;
    }

    /** What {@link #objective} was made of. */
    double value(double objective) {
        return higherIsBetter ? objective : -objective;
    }

    /** For messages. */
    String shown(double objective) {
        return String.format(Locale.ROOT, "%s %.5g", name, value(objective));
    }
}
