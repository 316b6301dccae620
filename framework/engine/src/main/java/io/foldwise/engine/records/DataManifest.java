package io.foldwise.engine.records;

import io.foldwise.engine.experiment.DataFiles;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run's data files as they were when they were last looked into, its {@code data.json}: where they lie, and of what size, time
 * and contents they are. A file of the same size and time is not read again to find out its checksum. Nothing is lost with this
 * record: the checksums that decide are in {@code provenance.json}, too.
 *
 * @param folder that all of them are in; empty if there is none
 * @param files by name, see {@link DataFiles}
 */
public record DataManifest(String folder, Map<String, Entry> files) {

    public static final DataManifest NONE = new DataManifest("", Map.of());

    public DataManifest {
        Path.of(folder); // or this is no record of ours
        files = new LinkedHashMap<>(files);
        files.values().forEach(Objects::requireNonNull);
    }

    /**
     * One file.
     *
     * @param path within the folder
     * @param size in bytes
     * @param modified when it was written last
     * @param sha256 of its contents
     */
    public record Entry(String path, long size, String modified, String sha256) {
        public Entry {
            Objects.requireNonNull(path);
            Objects.requireNonNull(modified);
            Objects.requireNonNull(sha256);
        }
    }

    /** What was written; nothing where that is missing or damaged. */
    public static DataManifest read(RunFolder run) {
        try {
            return SealedRecord.read(run.data(), DataManifest.class, "");
        } catch (StoreException lost) {
            return NONE;
        }
    }

    public void write(RunFolder run) {
        SealedRecord.write(run.data(), this);
    }

    /**
     * The files that an experiment reads, as they are now.
     *
     * @param before tells the checksums of files that have not been touched since
     * @throws RunRefusedException if a file is not there
     */
    public static DataManifest of(ExperimentParts parts, DataManifest before) {
        Spec<Reader> data = parts.experiment().data();
        Path folder = DataPlace.root(data).orElse(Path.of(""));
        Map<String, Entry> files = new LinkedHashMap<>();
        DataFiles.of(parts)
                .paths()
                .forEach((name, file) -> files.put(name, entry(folder, file, before.files.get(name))));
        return new DataManifest(folder.toString(), files);
    }

    private static Entry entry(Path folder, Path file, Entry before) {
        try {
            Path real = file.toRealPath(); // a user's own file may be a link
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            String modified = now.lastModifiedTime().toString();
            String path = (file.startsWith(folder) ? folder.relativize(file) : file).toString();
            boolean untouched = before != null && before.size == now.size() && modified.equals(before.modified);
            return new Entry(path, now.size(), modified, untouched ? before.sha256 : WholeFile.sha256(real));
        } catch (NoSuchFileException gone) {
            throw new RunRefusedException(
                    "there is no file " + file + ": if the data has been moved, say with --data-dir where it is now");
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }

    public Map<String, String> checksums() {
        Map<String, String> checksums = new LinkedHashMap<>();
        files.forEach((name, file) -> checksums.put(name, file.sha256()));
        return checksums;
    }

    /** Where the files are. */
    public List<Path> paths() {
        return files.values().stream()
                .map(file -> Path.of(folder).resolve(file.path()))
                .toList();
    }

    /** Where a file is, or its name if it is not among these. */
    String shown(String name) {
        return files.containsKey(name)
                ? Path.of(folder).resolve(files.get(name).path()).toString()
                : name;
    }

    /** Where the data lies. */
    DataPlace place() {
        return folder.isEmpty() ? DataPlace.AS_WRITTEN : DataPlace.at(Path.of(folder));
    }
}
