package io.foldwise.engine.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with an experiment, and how to put it right.
 *
 * @param message what is wrong
 * @param remedy what to do about it, such as {@code did you mean 'epochs'?}; empty where the message says it all
 */
public record Problem(Location location, String message, String remedy) {

    public Problem(Location location, String message) {
        this(location, message, "");
    }

    /** A remedy that asks for one of the given names; empty if there are none. */
    public static String didYouMean(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        String others = names.subList(0, names.size() - 1).stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        return "did you mean " + (others.isEmpty() ? "" : others + " or ") + "'" + last + "'?";
    }

    @Override
    public String toString() {
        return location + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
