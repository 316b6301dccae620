package io.foldwise.spi.tracking;

import java.nio.file.Path;
import java.util.Map;

/**
 * A run that a tracker follows.
 *
 * @param experiment its name
 * @param id of the run, the name of its folder
 * @param folder in the run's folder that trackers may keep files in; it is there
 * @param seconds since 1970, now
 * @param settings the experiment, complete: values by key, such as {@code model.type}
 */
public record TrackedRun(String experiment, String id, Path folder, double seconds, Map<String, String> settings) {}
