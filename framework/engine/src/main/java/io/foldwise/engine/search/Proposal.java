package io.foldwise.engine.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trial is to be.
 *
 * @param trial its number, from 0
 * @param values by key, only of keys whose conditions hold; numbers, text, truth values, lists, maps, {@code null}
 */
public record Proposal(int trial, Map<String, Object> values) {
    public Proposal {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
