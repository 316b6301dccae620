package io.foldwise.report.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A key and its value in each run; empty where it has none. */
public record Difference(String key, List<String> values) {

    /** The keys whose values are not the same in all runs, by name. */
    public static Stream<Difference> between(List<Map<String, String>> runs) {
        Set<String> keys = new TreeSet<>();
        runs.forEach(run -> keys.addAll(run.keySet()));
        return keys.stream()
                .map(key -> new Difference(
                        key, runs.stream().map(run -> run.getOrDefault(key, "")).toList()))
                .filter(difference -> new LinkedHashSet<>(difference.values()).size() > 1);
    }
}
