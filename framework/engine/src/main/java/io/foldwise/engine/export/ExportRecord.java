package io.foldwise.engine.export;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an exported run says of itself.
 *
 * @param format {@value #FORMAT}
 * @param version of Foldwise that wrote it
 * @param files checksum of every other entry, by its path in the run's folder, parts divided by {@code /}
 */
record ExportRecord(int format, String version, Map<String, String> files) {

    static final int FORMAT = 1;

    /** The first entry of the file. */
    static final String ENTRY = "foldwise-export.json";

    ExportRecord {
        version = Optional.ofNullable(version).orElse("");
        files = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(files)));
    }
}
