package io.foldwise.engine.sweep;

import io.foldwise.engine.training.Scoring;
import java.util.Locale;

/** The metric that ranks trials. */
record Headline(String name, boolean higherIsBetter) {

    static Headline of(Scoring scoring) {
        String name = scoring.headline();
        return new Headline(name, scoring.metrics().get(name).metric().higherIsBetter());
    }

    /** The metric's value, larger being better. */
    double goodness(double value) {
        return higherIsBetter ? value : -value;
    }

    /** What {@link #goodness} was made of. */
    double value(double goodness) {
        return higherIsBetter ? goodness : -goodness;
    }

    /** For messages. */
    String shown(double goodness) {
        return String.format(Locale.ROOT, "%s %.5g", name, value(goodness));
    }
}
