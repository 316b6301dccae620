package io.foldwise.engine.validation;

import io.foldwise.spi.validation.Metric.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a metric gave.
 *
 * @param details numbers that explain the value, by name
 */
public record Score(double value, Map<String, Double> details) {

    public Score {
        details = Optional.ofNullable(details).orElse(Map.of());
    }

    /** A value that nothing explains. */
    public static Score of(double value) {
        return new Score(value, Map.of());
    }

    /** What a tally says. */
    public static Score of(Tally tally) {
        return new Score(tally.value(), new LinkedHashMap<>(tally.details()));
    }

    /** What each of some tallies says. */
    public static Map<String, Score> of(Map<String, Tally> tallies) {
        Map<String, Score> scores = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> scores.put(name, of(tally)));
        return scores;
    }
}
