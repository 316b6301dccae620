package io.foldwise.engine.experiment;

import io.foldwise.engine.config.RecordPaths;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an experiment's data lies, which decides no result: its contents do. A run that was begun elsewhere finds the files of
 * its {@code data} block below another folder, in the same places as below the one that they were in. Other files, such as those of
 * the split, of a stage's data or of weights, are looked for from there on the same way, or else by their name in the folder.
 *
 * @param folder that takes the place of the {@linkplain #root innermost folder of all paths} in the data block; empty leaves
 *     them as they are written
 */
public record DataPlace(Optional<Path> folder) {

    public static final DataPlace AS_WRITTEN = new DataPlace(Optional.empty());

    public static DataPlace at(Path folder) {
        return new DataPlace(Optional.of(folder.toAbsolutePath().normalize()));
    }

    /** An experiment whose data is here. */
    Experiment of(Experiment written) {
        Optional<Path> before = root(written.data());
        if (folder.isEmpty() || before.isEmpty()) {
            return written;
        }
        return written.with((key, path) -> moved(absolute(path), before.get(), path));
    }

    private Path moved(Path path, Path from, Path written) {
        Path alike = folder.orElseThrow().resolve(from.relativize(path)).normalize();
        if (path.startsWith(from) || Files.exists(alike)) {
            return alike;
        }
        return Files.exists(written) ? written : byName(path).orElse(written);
    }

    private Optional<Path> byName(Path path) {
        return Optional.ofNullable(path.getFileName())
                .map(folder.orElseThrow()::resolve)
                .filter(Files::exists);
    }

    /** The paths in a data block, by key, absolute. */
    public static Map<String, Path> paths(Spec<?> data) {
        Map<String, Path> paths = new LinkedHashMap<>();
        RecordPaths.changed(data, (key, path) -> {
            paths.put(key, absolute(path));
            return path;
        });
        return paths;
    }

    /** The innermost folder that all paths in a data block are in; empty without any, or where they have none in common. */
    public static Optional<Path> root(Spec<Reader> data) {
        Optional<Path> root = Optional.empty();
        for (Path path : paths(data).values()) {
            Path folder = Optional.ofNullable(path.getParent()).orElse(path);
            Path common = root.orElse(folder);
            while (common != null && !folder.startsWith(common)) {
                common = common.getParent();
            }
            if (common == null) {
                return Optional.empty();
            }
            root = Optional.of(common);
        }
        return root;
    }

    /**
     * The experiment with every path of its data, its split and its stages replaced by its key: equal wherever they lie. Where
     * parameters refuse that, since the ending of a file says what it is, endings stay.
     */
    public static Experiment nowhere(Experiment experiment) {
        try {
            return experiment.with((key, path) -> Path.of(key));
        } catch (IllegalArgumentException refused) {
            return experiment.with((key, path) -> Path.of(key + ending(path)));
        }
    }

    private static String ending(Path path) {
        String name = Objects.toString(path.getFileName(), "");
        return name.substring(Math.max(0, name.lastIndexOf('.'))).replaceFirst("^[^.].*", "");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
