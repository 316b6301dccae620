package io.foldwise.report.reading;

import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a run's log. */
public final class LogTail {

    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_LINES = 5;
    private static final int MOST_LETTERS = 500;

    private LogTail() {}

    /** The last errors of a run, the latest last; empty where it has no log. */
    public static List<String> errors(RunFolder folder) {
        Path log = folder.log();
        if (!PlainFile.exists(log)) {
            return List.of();
        }
        List<String> errors = new ArrayList<>();
        for (String line : end(log).split("\n")) {
            if (line.contains(" ERROR ")) {
                errors.add(line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "\u2026" : line);
            }
        }
        return errors.subList(Math.max(0, errors.size() - MOST_LINES), errors.size());
    }

    private static String end(Path log) {
        try (InputStream in = PlainFile.read(log)) {
            in.skipNBytes(Math.max(0, Files.size(log) - MOST_BYTES));
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("read", log, e);
        }
    }
}
