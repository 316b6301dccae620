package io.foldwise.report.words;

import java.util.List;
import java.util.stream.IntStream;

/** A curve in a line of text. */
public final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDEST = 40;

    private Sparkline() {}

    /** The values from left to right, the least as the lowest bar and the largest as the highest; a blank for what is no number. */
    public static String of(List<Double> values) {
        List<Double> shown = thinned(values);
        double least = shown.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        double largest = shown.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        StringBuilder line = new StringBuilder();
        for (double value : shown) {
            line.append(Double.isFinite(value) ? BARS.charAt(level(value, least, largest)) : ' ');
        }
        return line.toString();
    }

    private static int level(double value, double least, double largest) {
        return largest == least ? 0 : (int) Math.round((value - least) / (largest - least) * (BARS.length() - 1));
    }

    private static List<Double> thinned(List<Double> values) {
        if (values.size() <= WIDEST) {
            return values;
        }
        return IntStream.range(0, WIDEST)
                .mapToObj(place -> values.get(Math.round(place * (values.size() - 1) / (float) (WIDEST - 1))))
                .toList();
    }
}
