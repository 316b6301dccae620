package io.foldwise.plugin.signal.wfdb;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.text.NamesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The records below a folder, by the way to them. */
final class WfdbFolder {

    private static final String HEADER = ".hea";
    private static final String VALUES = ".dat";

    private WfdbFolder() {}

    /** The headers by name: the way from the folder, with {@code /}, without the ending. In the order of names. */
    static Map<String, Path> records(Path folder) {
        Map<String, Path> records = new LinkedHashMap<>();
        files(folder).stream()
                .filter(file -> file.toString().endsWith(HEADER))
                .forEach(file -> records.put(name(folder.relativize(file)), file));
        return records;
    }

    /**
     * The records of what is given to predict: a folder, a header, or a text file that names a record of its folder in every line.
     *
     * @throws DataException if there are none
     */
    static Map<String, Path> toPredict(Path input) {
        if (Files.isDirectory(input)) {
            Map<String, Path> records = records(input);
            if (records.isEmpty()) {
                throw new DataException(input, 0, "has no record: no file that ends in " + HEADER);
            }
            return records;
        }
        if (input.toString().endsWith(HEADER)) {
            return Map.of(name(input.getFileName()), input);
        }
        Map<String, Path> records = new LinkedHashMap<>();
        List<String> names = NamesFile.read(input);
        for (int i = 0; i < names.size(); i++) {
            String name = plain(names.get(i));
            if (name.startsWith("/")
                    || name.startsWith("\\")
                    || List.of(name.split("[/\\\\]")).contains("..")) {
                throw new DataException(input, i + 1, "names '" + name + "', which is no record below its folder");
            }
            records.put(name, input.resolveSibling(name + HEADER));
        }
        return records;
    }

    /** A record's name without the ending that it may be written with. */
    static String plain(String name) {
        return name.endsWith(HEADER) || name.endsWith(VALUES) ? name.substring(0, name.length() - 4) : name;
    }

    private static String name(Path file) {
        return plain(file.toString().replace(file.getFileSystem().getSeparator(), "/"));
    }

    /** A header, and the values beside it: those under its name, and those that it names. */
    static Stream<Path> with(Path header) {
        Path values = header.resolveSibling(plain(header.getFileName().toString()) + VALUES);
        return Stream.concat(
                        Files.isRegularFile(values) ? Stream.of(header, values) : Stream.of(header),
                        WfdbHeader.files(header).stream())
                .distinct();
    }

    /** All headers and values; of a folder that is not there, the folder. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        SortedSet<Path> files = new TreeSet<>();
        Set<Path> others = new HashSet<>(); // folders in which headers may name values of another ending
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                if (file.toString().endsWith(HEADER) || file.toString().endsWith(VALUES)) {
                    files.add(file);
                } else {
                    others.add(file.getParent());
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder, 0, "cannot be read: " + e.getMessage());
        }
        List.copyOf(files).stream()
                .filter(file -> file.toString().endsWith(HEADER) && others.contains(file.getParent()))
                .forEach(header -> files.addAll(WfdbHeader.files(header)));
        return List.copyOf(files);
    }
}
