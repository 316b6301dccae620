package io.foldwise.layers.recurrent;

import java.util.List;

/** How a recurrent layer reads a sequence. */
public enum Reading {
    FORWARD(""),
    BOTH_WAYS("forward-", "backward-");

    private final List<String> prefixes;

    Reading(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    int directions() {
        return prefixes.size();
    }

    /** What stands before the names of a direction's parameters; the second direction is the backward one. */
    String prefix(int direction) {
        return prefixes.get(direction);
    }
}
