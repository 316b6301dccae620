package io.foldwise.report.html;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a chart shows, as the page's script reads it.
 *
 * @param type {@code lines} or {@code parallel}
 * @param variants of which one is shown at a time, and the reader chooses
 * @param axes of parallel coordinates; empty for lines
 */
public record ChartData(String type, List<Variant> variants, List<Axis> axes) {

    private static final MathContext DIGITS = new MathContext(4);

    public static ChartData lines(List<Variant> variants) {
        return new ChartData("lines", variants, List.of());
    }

    /**
     * One picture.
     *
     * @param name to choose it by
     * @param x of every line, ascending
     * @param y the range that is shown; empty for that of the numbers
     * @param logarithmic whether the vertical axis is
     */
    public record Variant(
            String name,
            String xLabel,
            String yLabel,
            List<Double> x,
            List<Line> lines,
            Optional<List<Double>> xRange,
            Optional<List<Double>> yRange,
            boolean logarithmic) {}

    /**
     * A line.
     *
     * @param role {@code fold}, {@code mean}, {@code low} and {@code high} (between which is a band), {@code reference}, {@code points},
     *     {@code steps}, {@code good}, {@code faint}
     * @param y numbers at every x, null where there is none
     */
    public record Line(String name, String role, List<Double> y) {}

    /**
     * An axis of parallel coordinates, of which every trial has a place from 0 to 1.
     *
     * @param ticks what stands at some places
     * @param places null for a trial that has none
     */
    @JsonInclude
    public record Axis(String name, List<Tick> ticks, List<Double> places) {}

    public record Tick(String text, double place) {}

    /** Numbers with as many digits as a chart can show. */
    public static List<Double> rounded(double[] numbers) {
        List<Double> rounded = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            rounded.add(rounded(number));
        }
        return rounded;
    }

    public static List<Double> rounded(List<Double> numbers) {
        return rounded(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public static Double rounded(double number) {
        return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : null;
    }
}
