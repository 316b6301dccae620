package io.foldwise.engine.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.foldwise.engine.prediction.ScratchFolder;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An exported run, unpacked as long as it is needed. The file may come from a stranger: its entries have the names that a run's files
 * have and no others, so that none lies outside; all of them together are no larger than the file; each has the checksum that the
 * file tells of it; and nothing in it is executed.
 */
public final class ExportedRun implements AutoCloseable {

    private static final Pattern FILE = Pattern.compile("(?:resolved\\.conf|checksums\\.json|ensemble\\.json|"
            + "post-processing\\.json|sweep\\.json|trial-\\d{3,6}/(?:trial\\.json|resolved\\.conf|"
            + "fold-\\d{1,6}/(?:unit\\.json|model\\.zip|preparation)))");
    private static final int MOST_FILES = 100_000;
    private static final int LONGEST_RECORD = 32 << 20;

    private final ScratchFolder scratch;

    private ExportedRun(ScratchFolder scratch) {
        this.scratch = scratch;
    }

    /** Whether a path is that of a file, and so of an exported run rather than of a run's folder. */
    public static boolean is(Path path) {
        return Files.isRegularFile(path);
    }

    /**
     * Unpacks an exported run.
     *
     * @param beside what it is unpacked, in a folder of its own
     * @throws RunRefusedException if the file is no exported run
     * @throws StoreException if it is damaged
     */
    public static ExportedRun open(Path file, Path beside) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ExportRecord record = record(file, zip);
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            requirePlain(file, record, entries);
            ScratchFolder scratch = new ScratchFolder(beside);
            try {
                for (ZipEntry entry : entries) {
                    if (!entry.getName().equals(ExportRecord.ENTRY)) {
                        unpack(file, zip, entry, scratch.path(), record.files().get(entry.getName()));
                    }
                }
                return new ExportedRun(scratch);
            } catch (IOException | RuntimeException | Error e) {
                scratch.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RunRefusedException(file + " is no exported run: " + e.getMessage());
        }
    }

    private static ExportRecord record(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(ExportRecord.ENTRY);
        if (entry == null || entry.getMethod() != ZipEntry.STORED || entry.getSize() > LONGEST_RECORD) {
            throw new RunRefusedException(file + " is no exported run: it has no " + ExportRecord.ENTRY);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            String text = new String(in.readNBytes(LONGEST_RECORD), StandardCharsets.UTF_8);
            ExportRecord record = Json.parse(text, ExportRecord.class);
            if (record.format() != ExportRecord.FORMAT) {
                throw new RunRefusedException(file + " has format " + record.format()
                        + ", which this release cannot read; Foldwise " + record.version() + " wrote it");
            }
            return record;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new StoreException("could not read " + file + ": its " + ExportRecord.ENTRY + " is damaged");
        }
    }

    private static void requirePlain(Path file, ExportRecord record, List<? extends ZipEntry> entries)
            throws IOException {
        Set<String> names = new HashSet<>();
        long left = Files.size(file);
        for (ZipEntry entry : entries) {
            left -= Math.max(0, entry.getSize());
            boolean stored = entry.getMethod() == ZipEntry.STORED && entry.getSize() == entry.getCompressedSize();
            boolean known = entry.getName().equals(ExportRecord.ENTRY)
                    || FILE.matcher(entry.getName()).matches() && record.files().containsKey(entry.getName());
            if (!stored || !known || left < 0 || !names.add(entry.getName()) || names.size() > MOST_FILES) {
                throw new RunRefusedException(file + " is no exported run: it has an entry '" + entry.getName()
                        + "' that none has, or has it otherwise");
            }
        }
        record.files().keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(missing -> {
                    throw new StoreException("could not read " + file + ": " + missing + " is missing in it");
                });
    }

    private static void unpack(Path file, ZipFile zip, ZipEntry entry, Path folder, String checksum)
            throws IOException {
        Path target = folder.resolve(entry.getName());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = begin(target)) {
            byte[] part = new byte[1 << 16];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                write(out, part, count, target);
            }
        }
        if (!WholeFile.sha256(target).equals(checksum)) {
            throw new StoreException("could not read " + file + ": " + entry.getName() + " in it is damaged");
        }
    }

    private static OutputStream begin(Path target) {
        try {
            Files.createDirectories(target.getParent());
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new StoreException("write", target, e);
        }
    }

    private static void write(OutputStream out, byte[] part, int count, Path target) {
        try {
            out.write(part, 0, count);
        } catch (IOException e) {
            throw new StoreException("write", target, e); // the disk is full, say: no fault of what is read
        }
    }

    /** As the folder of a finished run, of which nothing is there but what it takes to predict. */
    public RunFolder folder() {
        return new RunFolder(scratch.path());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
