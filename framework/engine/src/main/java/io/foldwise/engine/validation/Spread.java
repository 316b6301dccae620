package io.foldwise.engine.validation;

import java.util.List;

/**
 * How scores of several folds lie.
 *
 * @param mean NaN without any
 * @param standardDeviation of a sample (n - 1); NaN for fewer than two
 */
public record Spread(double mean, double standardDeviation) {

    /** Of the values that are defined: a ranking metric is not on a fold whose held-out samples all have one answer. */
    public static Spread ofDefined(List<Double> values) {
        return of(values.stream().filter(value -> !value.isNaN()).toList());
    }

    public static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(mean, values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1)));
    }
}
