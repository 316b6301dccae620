package io.foldwise.report.runs;

import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * An order of runs by a key: numbers as numbers, before anything else as text; runs without a value come first, as they are.
 *
 * @param descending whether the largest comes first
 */
public record RunOrder(String key, boolean descending) implements Comparator<ListedRun> {

    /** @param text a key, or {@code -} and a key for the largest first */
    public static RunOrder parse(String text) {
        return text.startsWith("-") ? new RunOrder(text.substring(1), true) : new RunOrder(text, false);
    }

    @Override
    public int compare(ListedRun left, ListedRun right) {
        int order = compare(value(left), value(right));
        return descending ? -order : order;
    }

    private String value(ListedRun run) {
        return run.values(key).map(values -> String.join(",", values)).orElse("");
    }

    private static int compare(String left, String right) {
        OptionalDouble first = Condition.number(left);
        OptionalDouble second = Condition.number(right);
        int kinds = Integer.compare(kind(left, first), kind(right, second));
        if (kinds != 0) {
            return kinds;
        }
        return first.isPresent() ? Double.compare(first.getAsDouble(), second.orElseThrow()) : left.compareTo(right);
    }

    /** Nothing, a number, a text. */
    private static int kind(String value, OptionalDouble number) {
        if (value.isEmpty() || number.isPresent() && Double.isNaN(number.getAsDouble())) {
            return 0;
        }
        return number.isPresent() ? 1 : 2;
    }
}
