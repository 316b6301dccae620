package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.text.NamesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where scans are: a folder, with the folders in it; a text file that names scans in its own folder, one in each line; or a scan
 * itself.
 */
record ScanFiles(Path place) {

    /** All files that are read, for whoever checks them. */
    List<Path> files() {
        try {
            Stream<Path> list = names() ? Stream.of(place) : Stream.empty();
            return Stream.concat(list, found(new Problems()).stream().flatMap(scan -> scan.files().stream()))
                    .toList();
        } catch (DataException unreadable) {
            return List.of(place); // said when it is read
        }
    }

    private boolean names() {
        return Files.isRegularFile(place) && VolumeFile.of(place).isEmpty();
    }

    /**
     * Scans by their ids, which are their names without ending.
     *
     * @throws DataException if there is no scan at all
     */
    Map<String, StoredVolume> byId(Problems problems) {
        Map<String, StoredVolume> byId = new TreeMap<>();
        for (StoredVolume scan : found(problems)) {
            Path file = scan.place();
            String id = VolumeFile.withoutEnding(file.getFileName().toString());
            StoredVolume earlier = byId.putIfAbsent(id, scan);
            if (earlier != null) {
                problems.add(file, "has the id '" + id + "', and so has " + earlier.place());
            }
        }
        if (byId.isEmpty()) {
            problems.throwIfAny();
            throw new DataException(place, 0, "holds no scans: " + VolumeFile.FORMATS);
        }
        return byId;
    }

    private List<StoredVolume> found(Problems problems) {
        if (Files.isDirectory(place)) {
            return within(place);
        } else if (names()) {
            return named(problems);
        } else if (!Files.exists(place)) {
            throw new DataException(place, 0, "there is no such file or folder");
        }
        return VolumeFile.of(place).stream().toList();
    }

    private static List<StoredVolume> within(Path folder) {
        try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = entries.filter(entry -> Files.isRegularFile(entry) && !hidden(folder, entry))
                    .sorted(Comparator.comparing(
                            entry -> folder.relativize(entry).toString()))
                    .toList();
            return VolumeFile.among(files);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder, 0, "cannot be looked into: " + e.getMessage());
        }
    }

    private static boolean hidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private List<StoredVolume> named(Problems problems) {
        List<StoredVolume> scans = new ArrayList<>();
        int line = 0;
        for (String name : NamesFile.read(place)) {
            line++;
            Path folder = place.toAbsolutePath().normalize().getParent();
            try {
                Path file = folder.resolve(name).normalize();
                if (!file.startsWith(folder) || Path.of(name).isAbsolute()) {
                    problems.add(place, line, "names '" + name + "', which is not in the folder of the list");
                } else if (!Files.exists(file)) {
                    problems.add(place, line, "names '" + name + "', which is not there");
                } else {
                    List<StoredVolume> found = Files.isDirectory(file)
                            ? within(file)
                            : VolumeFile.of(file).stream().toList();
                    scans.addAll(found);
                    if (found.isEmpty()) {
                        problems.add(place, line, "names '" + name + "', which is no scan: " + VolumeFile.FORMATS);
                    }
                }
            } catch (InvalidPathException e) {
                problems.add(place, line, "names '" + name + "', which is no file");
            }
        }
        return scans;
    }
}
