package io.foldwise.plugin.signal.wfdb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a header's comments say: {@code <age>: 51} tells an attribute, every other line a diagnosis or the like.
 *
 * @param lines without {@code #}
 */
record Comments(List<String> lines) {

    private static final String STOP = ".";

    /** The lines that are no attributes, without white space and the full stop at their ends. */
    List<String> said() {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("<"))
                .map(line -> line.endsWith(STOP)
                        ? line.substring(0, line.length() - 1).strip()
                        : line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What stands behind {@code <name>:} or {@code name:}. */
    Optional<String> attribute(String name) {
        String plain = name.toLowerCase(Locale.ROOT) + ":";
        String quoted = "<" + name.toLowerCase(Locale.ROOT) + ">:";
        return lines.stream()
                .filter(line -> starts(line, plain) || starts(line, quoted))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static boolean starts(String line, String with) {
        return line.toLowerCase(Locale.ROOT).startsWith(with);
    }
}
