package io.foldwise.engine.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an experiment: {@code experiments/quickstart.conf:12: model.dropout}.
 *
 * @param source a file, relative to the working directory if below it, or what else gave the value, such as
 *     {@code --set lr}
 * @param line counts from 1; 0 where there is none
 * @param key the path of the key, such as {@code loss.terms[1].weight}; empty for the source as a whole
 */
public record Location(String source, int line, String key) {

    private static final Pattern TEXT = Pattern.compile("(.+?)(?::(\\d+))?(?:: (.*))?");

    /** Reads what {@link #toString} wrote. */
    public static Location parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return new Location(text, 0, "");
        }
        int line = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        return new Location(parts.group(1), line, parts.group(3) == null ? "" : parts.group(3));
    }

    /** The same place, for another key. */
    public Location withKey(String other) {
        return new Location(source, line, other);
    }

    @Override
    public String toString() {
        return source + (line == 0 ? "" : ":" + line) + (key.isEmpty() ? "" : ": " + key);
    }
}
