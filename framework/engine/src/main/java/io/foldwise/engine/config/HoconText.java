package io.foldwise.engine.config;

import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A HOCON text, read for what its parser keeps to itself: in which line it includes a file, and which substitutions it
 * makes, also in values that others override.
 */
record HoconText(String text) {

    /** Strings and comments come first: what looks like an include or a substitution inside them is none. */
    private static final Pattern TOKEN = Pattern.compile(String.join(
            "|",
            "\"\"\"(?s:.*?)\"{3,}",
            "\"(?:[^\"\\\\\\n]++|\\\\.)*+\"",
            "(?:#|//)[^\\n]*+",
            "\\$\\{\\??\\s*([^}]*?)\\s*\\}",
            "(?<![^\\s{,])include\\s+(?:[a-z]+\\(\\s*)*\"([^\"\\n]*)\""));

    private static final int REFERENCE = 1;
    private static final int INCLUDE = 2;

    /** The paths that substitutions name, such as {@code data-dir}. */
    Set<String> references() {
        return TOKEN.matcher(text)
                .results()
                .map(token -> token.group(REFERENCE))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** The line of the first include of the given name, counted from 1. */
    int lineOfInclude(String name) {
        int start = TOKEN.matcher(text)
                .results()
                .filter(token -> name.equals(token.group(INCLUDE)))
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(0);
        return 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    }
}
