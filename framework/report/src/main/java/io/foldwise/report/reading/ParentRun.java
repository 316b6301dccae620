package io.foldwise.report.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A run that another one started from: whose record is its experiment, whose weights it took, whose predictions it learned from.
 *
 * @param said what names it: a key of the experiment, or {@code the experiment}
 * @param differences of the run, first, and of its parent; empty where the parent is no longer there, or cannot be read
 */
public record ParentRun(String said, Path folder, Optional<List<Difference>> differences) {

    /** What names the run whose record the experiment is. */
    public static final String EXPERIMENT = "the experiment";

    private static final Set<String> NAMING = Set.of("run", "runs");
    private static final String SEARCH = "search.";
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST = 20;

    /** The parents of a run, one for each folder. */
    public static List<ParentRun> of(RunReading run) {
        Map<String, String> named = new LinkedHashMap<>();
        run.provenance()
                .map(provenance -> provenance.parent())
                .filter(parent -> !parent.isEmpty())
                .ifPresent(parent -> named.put(parent, EXPERIMENT));
        collect("", run.experiment().root(), named);
        Map<String, String> own = PlainConfig.values(run.experiment());
        List<ParentRun> parents = new ArrayList<>();
        named.entrySet().stream()
                .limit(MOST)
                .forEach(each -> path(each.getKey())
                        .ifPresent(path -> parents.add(new ParentRun(
                                each.getValue(),
                                path,
                                record(path).map(record -> differences(own, PlainConfig.values(record)))))));
        return parents;
    }

    /** Every value of a key {@code run} or {@code runs}, wherever it stands. */
    private static void collect(String place, ConfigValue value, Map<String, String> named) {
        if (value instanceof ConfigObject block) {
            for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(block).entrySet()) {
                String key = place.isEmpty() ? entry.getKey() : place + "." + entry.getKey();
                if (NAMING.contains(entry.getKey())) {
                    name(key, entry.getValue(), named);
                }
                collect(key, entry.getValue(), named);
            }
        } else if (value instanceof ConfigList list) {
            for (int item = 0; item < list.size(); item++) {
                collect(place + "[" + item + "]", list.get(item), named);
            }
        }
    }

    /** A folder, or each of several. */
    private static void name(String place, ConfigValue value, Map<String, String> named) {
        if (value.unwrapped() instanceof String folder) {
            named.putIfAbsent(folder, place);
        } else if (value instanceof ConfigList list) {
            for (int item = 0; item < list.size(); item++) {
                name(place + "[" + item + "]", list.get(item), named);
            }
        }
    }

    private static Optional<Path> path(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException strange) {
            return Optional.empty();
        }
    }

    private static Optional<Config> record(Path folder) {
        Path file = new RunFolder(folder).resolved();
        try {
            return PlainFile.exists(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(PlainConfig.parse(WholeFile.read(file)))
                    : Optional.empty();
        } catch (IOException | StoreException unreadable) {
            return Optional.empty();
        }
    }

    /** What a sweep varied is no part of a run on its own; secrets of the other run stay there. */
    private static List<Difference> differences(Map<String, String> own, Map<String, String> parent) {
        return Difference.between(List.of(withoutSearch(own), withoutSearch(parent)))
                .map(Difference::withoutSecrets)
                .toList();
    }

    private static Map<String, String> withoutSearch(Map<String, String> values) {
        Map<String, String> others = new TreeMap<>(values);
        others.keySet().removeIf(key -> key.startsWith(SEARCH));
        return others;
    }
}
