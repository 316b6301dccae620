package io.foldwise.engine.provenance;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The code that runs, part by part, a run's {@code program.csv}: every class of Foldwise and of its plugins, with the classes
 * inside it, and every library as a whole. Tells which of them have changed where {@link Provenance#program} tells that some have.
 *
 * @param checksums by the class's name, or that of the library's file
 */
public record ProgramParts(SortedMap<String, String> checksums) {

    private static final String CLASS = ".class";
    private static final int DIGITS = 16;

    private static final class Here {
        static final ProgramParts PARTS = of(ProgramChecksum.entries());
    }

    public ProgramParts {
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    }

    /**
     * What differs between two programs.
     *
     * @param changed parts of both that are not the same
     * @param added parts of the later one
     * @param gone parts of the earlier one
     */
    public record Difference(List<String> changed, List<String> added, List<String> gone) {

        public boolean isEmpty() {
            return changed.isEmpty() && added.isEmpty() && gone.isEmpty();
        }
    }

    /** Of this program. */
    public static ProgramParts here() {
        return Here.PARTS;
    }

    /** @param classPath jars and folders */
    static ProgramParts of(List<Path> classPath) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Path entry : classPath) {
            List<String> classes = ProgramChecksum.lines(entry).sorted().toList();
            boolean ours = Files.isDirectory(entry)
                    || classes.stream().anyMatch(line -> line.startsWith("io/foldwise/"))
                    || ProgramChecksum.holdsPlugin(entry);
            for (String line : classes) {
                String part = ours ? topLevel(line) : String.valueOf(entry.getFileName());
                lines.computeIfAbsent(part, first -> new ArrayList<>()).add(line);
            }
        }
        SortedMap<String, String> checksums = new TreeMap<>();
        lines.forEach((part, classes) ->
                checksums.put(part, WholeFile.sha256(String.join("\n", classes)).substring(0, DIGITS)));
        return new ProgramParts(checksums);
    }

    private static String topLevel(String line) {
        String path = line.substring(0, line.lastIndexOf(CLASS));
        int nested = path.indexOf('$', path.lastIndexOf('/') + 2);
        return (nested < 0 ? path : path.substring(0, nested)).replace('/', '.');
    }

    /** That of a run; empty if the run is older than these records. */
    public static Optional<ProgramParts> read(RunFolder run) {
        if (!PlainFile.exists(run.program())) {
            return Optional.empty();
        }
        SortedMap<String, String> checksums = new TreeMap<>();
        Csv.forEach(run.program(), header -> {}, row -> checksums.put(row.get(0), row.get(1)));
        return Optional.of(new ProgramParts(checksums));
    }

    /** @throws StoreException if it cannot be written */
    public void write(RunFolder run) {
        List<String> lines = new ArrayList<>(List.of("part,checksum"));
        checksums.forEach((part, checksum) -> lines.add(Csv.line(List.of(part, checksum))));
        WholeFile.write(run.program(), lines);
    }

    /** What has changed since an earlier program. */
    public Difference since(ProgramParts before) {
        TreeSet<String> both = new TreeSet<>(checksums.keySet());
        both.retainAll(before.checksums.keySet());
        return new Difference(
                both.stream()
                        .filter(part -> !checksums.get(part).equals(before.checksums.get(part)))
                        .toList(),
                missing(checksums, before.checksums),
                missing(before.checksums, checksums));
    }

    private static List<String> missing(SortedMap<String, String> of, SortedMap<String, String> in) {
        return of.keySet().stream().filter(part -> !in.containsKey(part)).toList();
    }
}
