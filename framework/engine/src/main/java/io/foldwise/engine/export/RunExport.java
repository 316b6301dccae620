package io.foldwise.engine.export;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an exported run: a zip whose entries are stored and not compressed, for models are compressed already, and so that nobody's
 * file is larger inside than outside. Equal runs give equal bytes.
 */
public final class RunExport {

    /** The first day that a zip knows. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private RunExport() {}

    /**
     * Exports a finished run.
     *
     * @return how many files are in it
     * @throws io.foldwise.engine.records.RunRefusedException if the run is not finished, or has changed
     * @throws io.foldwise.engine.store.StoreException if a file of it is damaged
     */
    public static int write(RunFolder run, OutputFile output, ExperimentLoader loader) {
        RunPredictor predictor = new RunPredictor(run, loader);
        List<Path> files = predictor.files();
        output.requireOther(run, run.resolved(), predictor.data());
        Map<String, Path> byName = new TreeMap<>();
        files.forEach(file -> byName.put(run.path().relativize(file).toString().replace('\\', '/'), file));
        Map<String, String> checksums = new TreeMap<>();
        byName.forEach((name, file) -> checksums.put(name, WholeFile.sha256(file)));
        String version = Optional.ofNullable(RunExport.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        byte[] record = (Json.indented(new ExportRecord(ExportRecord.FORMAT, version, checksums)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        WholeFile.write(output.path(), partial -> {
            try (OutputStream out = Files.newOutputStream(
                            partial,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
                    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
                CRC32 checksum = new CRC32();
                checksum.update(record);
                begin(zip, ExportRecord.ENTRY, record.length, checksum.getValue());
                zip.write(record);
                for (Map.Entry<String, Path> file : byName.entrySet()) {
                    add(zip, file.getKey(), file.getValue());
                }
            }
        });
        return byName.size();
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        long size;
        long checksum;
        try (CheckedInputStream in = new CheckedInputStream(PlainFile.read(file), new CRC32())) {
            size = in.transferTo(OutputStream.nullOutputStream());
            checksum = in.getChecksum().getValue();
        }
        begin(zip, name, size, checksum);
        try (InputStream in = PlainFile.read(file)) {
            in.transferTo(zip);
        }
    }

    private static void begin(ZipOutputStream zip, String name, long size, long checksum) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(checksum);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }
}
