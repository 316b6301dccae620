package io.foldwise.engine.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the texts of a run folder are to be like, its {@code checksums.json}. Written when a run begins and again when it is
 * complete. Records need no entry: see {@link SealedRecord}. Runs of earlier releases have none.
 *
 * @param experiment of the part of the experiment that decides the results
 * @param sweep whether the run is a sweep
 * @param files by path within the run folder, parts divided by {@code /}
 */
public record RunChecksums(String experiment, boolean sweep, Map<String, String> files) {

    public RunChecksums {
        Objects.requireNonNull(experiment);
        files = new TreeMap<>(files);
    }

    /** Takes the checksums of files as they are now. */
    public static void write(RunFolder folder, String fingerprinted, List<Path> files) {
        Map<String, String> checksums = new TreeMap<>();
        files.forEach(file -> checksums.put(key(folder, file), WholeFile.sha256(file)));
        RunChecksums record =
                new RunChecksums(WholeFile.sha256(fingerprinted), PlainFile.exists(folder.sweep()), checksums);
        SealedRecord.write(folder.checksums(), record);
    }

    /**
     * Reads a run's checksums; empty if it has none.
     *
     * @throws StoreException if they are damaged
     */
    public static Optional<RunChecksums> read(RunFolder folder) {
        return PlainFile.exists(folder.checksums())
                ? Optional.of(
                        SealedRecord.read(folder.checksums(), RunChecksums.class, folder.resume("writes it anew")))
                : Optional.empty();
    }

    /** Whether a file is as it was; so is one that nobody took the checksum of. */
    public boolean agrees(RunFolder folder, Path file) {
        String before = files.get(key(folder, file));
        return before == null || before.equals(WholeFile.sha256(file));
    }

    /**
     * A file that has been found to be as it was.
     *
     * @throws StoreException if it is not
     */
    public Path intact(RunFolder folder, Path file) {
        try {
            if (agrees(folder, file)) {
                return file;
            }
        } catch (StoreException unreadable) {
            throw new StoreException(unreadable.getMessage() + ": " + folder.resume("writes it anew"));
        }
        throw new StoreException(file + " is damaged, or was changed by hand: " + folder.resume("writes it anew"));
    }

    private static String key(RunFolder folder, Path file) {
        return folder.path().relativize(file).toString().replace('\\', '/');
    }
}
