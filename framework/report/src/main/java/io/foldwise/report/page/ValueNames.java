package io.foldwise.report.page;

import io.foldwise.report.reading.PlainConfig;
import io.foldwise.report.words.Words;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the values that a sweep's trials try are called. */
final class ValueNames {

    private ValueNames() {}

    /** Those of a key: a block by its type, if no other one is of that type, or else as an experiment file would say it. */
    static Map<Object, String> of(String key, List<Outcome> outcomes) {
        Map<Object, String> names = new HashMap<>();
        outcomes.stream()
                .map(outcome -> outcome.trial().values().get(key))
                .filter(Objects::nonNull)
                .forEach(value -> names.put(value, name(value)));
        List<String> called = List.copyOf(names.values());
        names.replaceAll((value, name) ->
                value instanceof Map && Collections.frequency(called, name) > 1 ? PlainConfig.shown(value) : name);
        return names;
    }

    private static String name(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Words.number(((Number) value).doubleValue());
        } else if (value instanceof Map<?, ?> block && block.containsKey("type")) {
            return String.valueOf(block.get("type"));
        }
        return value instanceof Map || value instanceof Collection ? PlainConfig.shown(value) : value.toString();
    }
}
