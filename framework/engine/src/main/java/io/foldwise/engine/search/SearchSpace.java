package io.foldwise.engine.search;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a search varies.
 *
 * @param base the experiment as it is written, complete, without its {@code search} block
 * @param dimensions in the order in which they are settled: a key after the block around it and after the keys that its
 *     condition names
 */
public record SearchSpace(Config base, List<Dimension> dimensions) {

    /** Blocks of an experiment. */
    public static final String POST_PROCESSING = "post-processing";

    public static final String START = "start";
    public static final String STAGES = "stages";

    private static final String TYPE = "type";

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * The part of some values that has a meaning: those of keys whose conditions hold.
     *
     * @param values by key, one for every dimension
     */
    public LinkedHashMap<String, Object> active(Map<String, Object> values) {
        LinkedHashMap<String, Object> active = new LinkedHashMap<>();
        Config config = base;
        for (Dimension dimension : dimensions) {
            if (holds(dimension, config)) {
                Object value = values.get(dimension.key());
                active.put(dimension.key(), value);
                config = replace(config, dimension.key(), value);
            }
        }
        return active;
    }

    /** The experiment with the given values: each replaces what its key had, blocks as a whole. */
    public Config experiment(Map<String, Object> active) {
        Config config = base;
        for (Dimension dimension : dimensions) {
            if (active.containsKey(dimension.key())) {
                config = replace(config, dimension.key(), active.get(dimension.key()));
            }
        }
        return config;
    }

    /** How many trials a grid has at most that visits so many points of every range. */
    public int gridSize(int points) {
        return combinations(values -> values.gridSize(points));
    }

    /** The product of so many values of each dimension, at most the largest whole number. */
    int combinations(ToIntFunction<Values> count) {
        return (int) dimensions.stream()
                .mapToLong(dimension -> count.applyAsInt(dimension.values()))
                .reduce(1, (product, each) -> Math.min(product * each, Integer.MAX_VALUE));
    }

    /** Whether a block is varied, or anything in it. */
    public boolean varies(String block) {
        return dimensions.stream()
                .map(Dimension::key)
                .anyMatch(key -> key.equals(block) || key.startsWith(block + "."));
    }

    public Optional<Dimension> dimension(String key) {
        return dimensions.stream()
                .filter(dimension -> dimension.key().equals(key))
                .findFirst();
    }

    private static boolean holds(Dimension dimension, Config config) {
        return dimension.when().entrySet().stream()
                .allMatch(condition -> condition.getValue().contains(value(config, condition.getKey())));
    }

    private static Object value(Config config, String path) {
        Config expanded = expand(config, path);
        return expanded.hasPath(path) ? expanded.getValue(path).unwrapped() : null;
    }

    private static Config replace(Config config, String path, Object value) {
        return expand(config, path).withValue(path, ConfigValueFactory.fromAnyRef(value));
    }

    /** The same experiment, with the component around a key written as a block, should it be a name alone. */
    private static Config expand(Config config, String path) {
        List<String> keys = new ArrayList<>(ConfigUtil.splitPath(path));
        keys.remove(keys.size() - 1);
        if (keys.isEmpty()) {
            return config;
        }
        String around = ConfigUtil.joinPath(keys);
        boolean name = config.hasPath(around) && config.getValue(around).valueType() == ConfigValueType.STRING;
        return name
                ? config.withValue(around, ConfigValueFactory.fromMap(Map.of(TYPE, config.getString(around))))
                : config;
    }
}
