package io.foldwise.engine.store;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated tables (RFC 4180). */
public final class Csv {

    private Csv() {}

    /** A line of cells. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    /** A cell, in quotes where it has to be. */
    public static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
