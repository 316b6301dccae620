package io.foldwise.engine.search;

import io.foldwise.engine.config.Location;
import java.util.List;
import java.util.Map;

/**
 * One key that a search varies.
 *
 * @param key the path of the key, such as {@code trainer.optimizer.lr}
 * @param when the key is varied only where each of these other keys has one of these values
 * @param location where the experiment file says so
 */
public record Dimension(String key, Values values, Map<String, List<Object>> when, Location location) {

    /** Whether a path is this key, or lies within the block that this key replaces. */
    public boolean covers(String path) {
        return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
    }

    /** Whether this dimension can only be settled after another one: it lies in its block, or its condition does. */
    boolean follows(Dimension other) {
        return other != this
                && (other.covers(key)
                        || when.keySet().stream()
                                .anyMatch(path -> other.covers(path) || other.key.startsWith(path + ".")));
    }
}
