package io.foldwise.report.page;

import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Axis;
import io.foldwise.report.html.ChartData.Tick;
import io.foldwise.report.words.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Numbers on an axis of parallel coordinates, as far apart as they are, or as their logarithms where that spreads them more evenly. */
final class NumericAxis {

    /** Below, logarithms tell nothing else. */
    private static final double NARROW = 20;

    private NumericAxis() {}

    /** @param values numbers, null for a trial that has none */
    static Axis of(String key, List<Object> values) {
        double[] numbers = values.stream()
                .mapToDouble(value -> value == null ? Double.NaN : ((Number) value).doubleValue())
                .toArray();
        double[] sorted = Arrays.stream(numbers)
                .filter(number -> !Double.isNaN(number))
                .sorted()
                .toArray();
        double low = sorted.length == 0 ? 0 : sorted[0];
        double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1];
        boolean logarithmic = logarithmic(sorted, low, high);
        DoubleUnaryOperator scale = logarithmic ? Math::log : DoubleUnaryOperator.identity();
        double half = (scale.applyAsDouble(low) + scale.applyAsDouble(high)) / 2;
        return new Axis(
                key,
                List.of(
                        new Tick(shown(low), 0),
                        new Tick(shown(logarithmic ? Math.exp(half) : half), 0.5),
                        new Tick(shown(high), 1)),
                ChartData.rounded(Arrays.stream(numbers)
                        .map(number -> place(number, low, high, scale))
                        .toArray()));
    }

    private static boolean logarithmic(double[] sorted, double low, double high) {
        if (low <= 0 || high / low <= NARROW) {
            return false;
        }
        double median = sorted[sorted.length / 2];
        return fromTheMiddle(place(median, low, high, Math::log))
                < fromTheMiddle(place(median, low, high, DoubleUnaryOperator.identity()));
    }

    private static double fromTheMiddle(double place) {
        return Math.abs(place - 0.5);
    }

    private static double place(double number, double low, double high, DoubleUnaryOperator scale) {
        double from = scale.applyAsDouble(low);
        double to = scale.applyAsDouble(high);
        return (scale.applyAsDouble(number) - from) / (to > from ? to - from : 1);
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e6
                ? Long.toString((long) number)
                : Words.number(number);
    }
}
