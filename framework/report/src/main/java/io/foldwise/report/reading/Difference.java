package io.foldwise.report.reading;

import io.foldwise.engine.provenance.Secrets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A key and its value in each run; empty where it has none. */
public record Difference(String key, List<String> values) {

    /** What stands in the place of a secret. */
    public static final String SECRET = "a secret";

    /** The keys whose values are not the same in all runs, by name. */
    public static Stream<Difference> between(List<Map<String, String>> runs) {
        Set<String> keys = new TreeSet<>();
        runs.forEach(run -> keys.addAll(run.keySet()));
        return keys.stream()
                .map(key -> new Difference(
                        key, runs.stream().map(run -> run.getOrDefault(key, "")).toList()))
                .filter(difference -> new LinkedHashSet<>(difference.values()).size() > 1);
    }

    /** As it may be shown: that secrets differ, and not what they are. */
    public Difference withoutSecrets() {
        return Secrets.namedBy(key)
                ? new Difference(
                        key,
                        values.stream()
                                .map(value -> value.isEmpty() ? "" : SECRET)
                                .toList())
                : this;
    }
}
