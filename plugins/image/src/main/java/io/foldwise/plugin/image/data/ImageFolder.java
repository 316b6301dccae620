package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of images, one in each file. Hidden files are passed over. */
record ImageFolder(Path folder) {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".dcm", ".dicom");

    /** Its files by name; the folder itself if it cannot be looked into, which whoever checks files then says. */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(entry -> !Files.isDirectory(entry))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(folder);
        }
    }

    /**
     * Its files by id: the file's name, without the ending of an image and a suffix in front of it.
     *
     * @param suffix that all names have, such as {@code _mask}; may be empty
     */
    Map<String, Path> byId(String suffix, Problems problems) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder, 0, Files.exists(folder) ? "is no folder" : "there is no such folder");
        }
        Map<String, Path> byId = new TreeMap<>();
        for (Path file : files()) {
            String name = id(file);
            if (!name.endsWith(suffix) || name.length() == suffix.length()) {
                problems.add(file, "has no name that ends in '" + suffix + "'");
                continue;
            }
            String id = name.substring(0, name.length() - suffix.length());
            Path earlier = byId.putIfAbsent(id, file);
            if (earlier != null) {
                problems.add(file, "has the id '" + id + "', and so has " + earlier.getFileName());
            }
        }
        if (byId.isEmpty() && problems.none()) {
            problems.add(folder, "holds no files");
        }
        return byId;
    }

    /** A file's name without the ending of an image: numbers with points, as in DICOM, have none. */
    static String id(Path file) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length())
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }
}
