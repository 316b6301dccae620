package io.foldwise.plugin.text.table;

import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a file of texts is. */
public enum TextFormat {
    /** Told by the end of its name. */
    BY_NAME,
    /** A table with a header. */
    CSV,
    /** An object in every line. */
    JSON_LINES;

    private static final List<String> OF_JSON_LINES = List.of(".jsonl", ".ndjson", ".json");

    /** Reads all rows. */
    TextTable read(Path file, Separator separator, TextRows rows) {
        return switch (this) {
            case BY_NAME -> named(file).read(file, separator, rows);
            case CSV -> new CsvTexts(file, separator).read(rows);
            case JSON_LINES -> new JsonTexts(file).read(rows);
        };
    }

    private static TextFormat named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return OF_JSON_LINES.stream().anyMatch(name::endsWith) ? JSON_LINES : CSV;
    }
}
