package io.foldwise.engine.experiment;

import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a reader reads, each under a name that stays the same wherever they lie: the key of the data block that names
 * it ({@code train}), or that names a folder around it and the way from there ({@code pictures/0001.png}). A file that no key
 * leads to has a number.
 *
 * @param paths absolute, by name, in the reader's order
 */
public record DataFiles(Map<String, Path> paths) {

    private static final String NUMBERED = "file ";

    public DataFiles {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    public static DataFiles of(Spec<Reader> data, Reader reader) {
        Map<String, Path> keys = DataPlace.paths(data);
        List<Path> files = reader.files().stream()
                .map(file -> file.toAbsolutePath().normalize())
                .distinct()
                .toList();
        Map<String, Path> paths = new LinkedHashMap<>();
        for (Path file : files) {
            String name = keys.entrySet().stream()
                    .filter(key -> file.startsWith(key.getValue()))
                    .map(key -> name(key.getKey(), key.getValue(), file))
                    .findFirst()
                    .orElse(NUMBERED + (paths.size() + 1));
            paths.put(name, file);
        }
        return new DataFiles(paths);
    }

    private static String name(String key, Path path, Path file) {
        return file.equals(path)
                ? key
                : key + "/" + path.relativize(file).toString().replace('\\', '/');
    }

    /** Where an experiment file leads to a file of this name. */
    String key(String name) {
        return name.startsWith(NUMBERED) ? "data" : "data." + name.replaceFirst("/.*", "");
    }
}
