package io.foldwise.toolkit.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** What stands between the cells of a line. */
public enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    BAR('|');

    private static final char QUOTE = '"';

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }

    /** As it is written in an experiment. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The separator that a line without any of this one has instead, if it has one. */
    Optional<Separator> likelier(String line) {
        return count(line) > 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(other -> other.count(line) > 0)
                        .max(Comparator.comparingLong(other -> other.count(line)));
    }

    /** In quotes it is part of a cell. */
    private long count(String line) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == QUOTE;
            count += !quoted && line.charAt(i) == character ? 1 : 0;
        }
        return count;
    }
}
