package io.foldwise.engine.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            "\\$\\{\\??([^}]*+)\\}",
            "(?<![^\\s{,])include\\s++(?:[a-z]++\\(\\s*+)*+\"([^\"\\n]*+)\"(?:\\s*+\\))*+",
            "([{\\[])|[}\\]]"));

    private static final Pattern BRACED = Pattern.compile("(?:\\s++|(?:#|//)[^\\n]*+)*+\\{");

    private static final int REFERENCE = 1;
    private static final int INCLUDE = 2;
    private static final int OPENING = 3;

    /** The paths that substitutions name, such as {@code data-dir}. */
    Set<String> references() {
        return new TreeSet<>(substitutions());
    }

    /** The paths that substitutions name, each as often as it is named. */
    List<String> substitutions() {
        return TOKEN.matcher(text)
                .results()
                .map(token -> token.group(REFERENCE))
                .filter(Objects::nonNull)
                .map(String::strip)
                .toList();
    }

    /**
     * The values that lie over each other where one is still to be resolved, the lowest first.
     *
     * @param unresolved as the parser renders it: {@code "x",${a}"y"}
     */
    static List<HoconText> layers(String unresolved) {
        List<HoconText> layers = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < unresolved.length(); at = Math.max(at + 1, skip(unresolved, at))) {
            switch (unresolved.charAt(at)) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        layers.add(new HoconText(unresolved.substring(start, at)));
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        layers.add(new HoconText(unresolved.substring(start)));
        return layers;
    }

    /** The line of the first include of the given name, counted from 1. */
    int lineOfInclude(String name) {
        int start = TOKEN.matcher(text)
                .results()
                .filter(token -> name.equals(token.group(INCLUDE)))
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(0);
        return lineAt(start);
    }

    /**
     * The text with other texts in place of its includes.
     *
     * @param included gives the text of the file that an include names; empty if what looks like an include is none
     */
    String inlined(Function<String, Optional<String>> included) {
        return TOKEN.matcher(text).replaceAll(token -> {
            String name = token.group(INCLUDE);
            String replacement = Optional.ofNullable(name)
                    .flatMap(included)
                    .map(other -> "# " + token.group() + "\n" + other.strip() + "\n# end of " + name + "\n")
                    .orElseGet(token::group);
            return Matcher.quoteReplacement(replacement);
        });
    }

    /** The text without the braces that may stand around a whole file, so that it fits into another. */
    HoconText withoutBraces() {
        Matcher opening = BRACED.matcher(text);
        if (!opening.lookingAt()) {
            return this;
        }
        int closing = TOKEN.matcher(text)
                .results()
                .filter(token -> token.group().equals("}"))
                .mapToInt(MatchResult::start)
                .max()
                .orElse(text.length() - 1);
        String head = text.substring(0, opening.end() - 1);
        return new HoconText(head + text.substring(opening.end(), closing) + text.substring(closing + 1));
    }

    /** The line of the innermost brace or bracket that is never closed. */
    OptionalInt unclosed() {
        Deque<Integer> open = new ArrayDeque<>();
        TOKEN.matcher(text).results().forEach(token -> {
            if (token.group(OPENING) != null) {
                open.push(token.start());
            } else if (text.charAt(token.start()) == '}' || text.charAt(token.start()) == ']') {
                open.poll();
            }
        });
        return open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(lineAt(open.peek()));
    }

    private int lineAt(int index) {
        return lineAt(text, index);
    }

    /** The line of a character, counted from 1. */
    static int lineAt(String text, int index) {
        return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
    }

    /** The end of the string or comment that begins at an index, without the comment's line feed; the index if none does. */
    static int skip(String text, int at) {
        if (text.startsWith("\"\"\"", at)) {
            int end = text.indexOf("\"\"\"", at + 3);
            end = end < 0 ? text.length() : end + 3;
            while (end < text.length() && text.charAt(end) == '"') {
                end++;
            }
            return end;
        }
        if (text.charAt(at) == '"') {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), end + 1);
        }
        if (text.charAt(at) == '#' || text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        return at;
    }
}
