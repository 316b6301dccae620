package io.foldwise.report.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run that can be looked for by what it is.
 *
 * @param configuration its experiment, complete: values by path, such as {@code model.type}
 */
public record ListedRun(RunSummary summary, Map<String, String> configuration) {

    /** Every name that {@link #values} knows. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(fields().keySet());
        keys.addAll(summary.metrics().keySet());
        keys.addAll(configuration.keySet());
        return keys;
    }

    /** What a name stands for: a field of the list, or else a metric's mean over folds, or else a key of the experiment. */
    public Optional<List<String>> values(String key) {
        return Optional.ofNullable(fields().get(key))
                .or(() -> Optional.ofNullable(summary.metrics().get(key)).map(value -> List.of(Double.toString(value))))
                .or(() -> Optional.ofNullable(configuration.get(key)).map(List::of));
    }

    private Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(summary.name()));
        fields.put("run", List.of(String.valueOf(summary.folder().getFileName())));
        fields.put("started", List.of(summary.started()));
        fields.put("state", List.of(summary.state().toString()));
        fields.put("metric", List.of(summary.metric()));
        fields.put("primary", List.of(Double.toString(summary.score())));
        fields.put("deviation", List.of(Double.toString(summary.deviation())));
        fields.put("folds", List.of(Integer.toString(summary.folds())));
        fields.put("trials", List.of(Integer.toString(summary.trials())));
        fields.put("seconds", List.of(Double.toString(summary.seconds())));
        fields.put("bytes", List.of(Long.toString(summary.bytes())));
        fields.put("tag", summary.tags());
        fields.put("note", List.of(summary.note()));
        return fields;
    }
}
