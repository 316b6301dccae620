package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of images, one in each file, and the folders in it; links are followed. Hidden files are passed over, and those that file
 * managers leave.
 */
record ImageFolder(Path folder) {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".dcm", ".dicom");

    private static final Set<String> OF_WINDOWS = Set.of("thumbs.db", "desktop.ini");

    /** Its files by name; the folder itself if it cannot be looked into, which whoever checks files then says. */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return entries.filter(entry -> !Files.isDirectory(entry) && !hidden(entry))
                    .sorted(Comparator.comparing(this::path))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(folder);
        }
    }

    private boolean hidden(Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")
                    || OF_WINDOWS.contains(name.toString().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** The way from the folder to a file, with slashes. */
    String path(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /**
     * Its files by id.
     *
     * @param suffix that all names have behind the id, such as {@code _mask}; may be empty
     * @throws DataException if there are no files, and so none that could be reported
     */
    Map<String, Path> byId(Ids ids, String suffix, Problems problems) {
        flaw().ifPresent(flaw -> {
            throw new DataException(folder, 0, flaw);
        });
        Map<String, Path> byId = new TreeMap<>();
        for (Path file : files()) {
            String name = withoutEnding(
                    ids == Ids.PATH ? path(file) : file.getFileName().toString());
            if (!name.endsWith(suffix) || name.length() == suffix.length()) {
                problems.add(file, "has no name that ends in '" + suffix + "'");
                continue;
            }
            String id = name.substring(0, name.length() - suffix.length());
            Path earlier = byId.putIfAbsent(id, file);
            if (earlier != null) {
                problems.add(file, "has the id '" + id + "', and so has " + earlier);
            }
        }
        return byId;
    }

    /** Its files by what may name them: their ids, and these with their endings. */
    Map<String, Path> byName(Ids ids, Problems problems) {
        Map<String, Path> byName = byId(ids, "", problems);
        List.copyOf(byName.values()).forEach(file -> byName.put(name(ids, file), file));
        return byName;
    }

    private String name(Ids ids, Path file) {
        return ids == Ids.PATH ? path(file) : file.getFileName().toString();
    }

    /** Why nothing can be read from it. */
    Optional<String> flaw() {
        if (!Files.isDirectory(folder)) {
            return Optional.of(Files.exists(folder) ? "is no folder" : "there is no such folder");
        }
        List<Path> files = files();
        if (files.equals(List.of(folder))) {
            return Optional.of(
                    "cannot be looked into: it, or a folder in it, may not be read, or links lead round in a circle");
        }
        return files.isEmpty() ? Optional.of("holds no files") : Optional.empty();
    }

    /** A name without the ending of an image: numbers with points, as in DICOM, have none. */
    static String withoutEnding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length())
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }
}
