package io.foldwise.engine.experiment;

import io.foldwise.spi.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that a component reads, each under a name that stays the same wherever they lie: the key of the data block that names
 * it ({@code train}), or that names a folder around it and the way from there ({@code images/0001.png}). A file that no key
 * leads to has a number.
 *
 * @param block of an experiment file that the component stands in
 * @param paths absolute, by name, in the reader's order
 */
public record DataFiles(String block, Map<String, Path> paths) {

    private static final String DATA = "data";
    private static final String SPLIT = "split";

    private static final String NUMBERED = "file ";

    public DataFiles {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /** The files that decide an experiment's results: those of its data, of its split, and of the data of its stages. */
    public static DataFiles of(ExperimentParts parts) {
        Map<String, Path> paths = new LinkedHashMap<>(
                of(DATA, parts.experiment().data(), parts.reader().files()).paths);
        of(SPLIT, parts.experiment().split(), parts.split().files())
                .paths
                .forEach((name, file) -> paths.put(SPLIT + "." + name, file));
        paths.putAll(ofStages(parts));
        return new DataFiles(DATA, paths);
    }

    /** The files that stages read for themselves. */
    public static Map<String, Path> ofStages(ExperimentParts parts) {
        Map<String, Path> paths = new LinkedHashMap<>();
        Stream.of(parts.stages().readers(), parts.stages().unlabelledReaders())
                .flatMap(readers -> readers.values().stream())
                .forEach(own -> of(own).paths.forEach((name, file) -> paths.put(own.key() + "." + name, file)));
        return paths;
    }

    /** The files of samples that are no part of the folds. */
    static DataFiles of(StageReader own) {
        return of(own.key(), own.spec(), own.reader().files());
    }

    /**
     * The files of one component.
     *
     * @param block where it stands in an experiment file
     */
    static DataFiles of(String block, Spec<?> component, List<Path> read) {
        Map<String, Path> keys = DataPlace.paths(component);
        List<Path> files = read.stream()
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
        return new DataFiles(block, paths);
    }

    private static String name(String key, Path path, Path file) {
        return file.equals(path)
                ? key
                : key + "/" + path.relativize(file).toString().replace('\\', '/');
    }

    /**
     * Reports files that are not there or may not be read.
     *
     * @param whereTheyAre a remedy for those that are not there; may be empty
     */
    void check(String whereTheyAre, Report report) {
        paths.forEach((name, file) -> {
            if (!Files.isRegularFile(file)) {
                String problem = Files.isDirectory(file) ? file + " is a directory" : "there is no file " + file;
                report.add(key(name), problem, whereTheyAre);
            } else if (!Files.isReadable(file)) {
                report.add(key(name), file + " may not be read", "");
            }
        });
    }

    /** Where an experiment file leads to a file of this name. */
    private String key(String name) {
        return name.startsWith(NUMBERED) ? block : block + "." + name.replaceFirst("/.*", "");
    }
}
