package io.foldwise.engine.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.foldwise.engine.config.RecordRenderer;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.search.SearchSettings.Generator;
import io.foldwise.engine.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of an experiment that must stay as it is while a sweep goes on, key by key. */
final class FixedSettings {

    /** Keys that no trial's result depends on. */
    private static final List<String> FREE = List.of(
            "name",
            "ensemble",
            "post-processing",
            "submission",
            "tracking",
            "execution",
            "search.trials",
            "search.time-limit");

    private static final String THREADS = "execution.threads";

    private FixedSettings() {}

    static Map<String, String> of(Experiment experiment) {
        Config complete = ConfigFactory.parseString(RecordRenderer.render(DataPlace.nowhere(experiment)));
        boolean bred = experiment
                .search()
                .filter(search -> search.generator() == Generator.GENETIC)
                .isPresent(); // from scores, which post-processing may change
        Map<String, String> fixed = new TreeMap<>();
        complete.entrySet().stream()
                .filter(entry -> fixed(entry.getKey()) || bred && entry.getKey().equals(SearchSpace.POST_PROCESSING))
                .forEach(entry -> fixed.put(entry.getKey(), entry.getValue().render(ConfigRenderOptions.concise())));
        return fixed;
    }

    private static boolean fixed(String key) {
        return key.equals(THREADS) || FREE.stream().noneMatch(free -> key.equals(free) || key.startsWith(free + "."));
    }

    /** What has changed, a line each. A list that is empty is none: sweeps of before a list was known have none either. */
    static List<String> changes(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<String> changes = new ArrayList<>();
        if (!before.containsKey(SearchSpace.POST_PROCESSING)) {
            keys.remove(SearchSpace.POST_PROCESSING); // of a sweep that does not mind, or of an earlier release
        }
        for (String key : keys) {
            String was = told(before, key);
            String is = told(now, key);
            if (!was.equals(is)) {
                changes.add(key + " was " + was + " and is " + is);
            }
        }
        return changes;
    }

    private static String told(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .filter(value -> !value.equals("[]"))
                .orElse("not there");
    }
}
