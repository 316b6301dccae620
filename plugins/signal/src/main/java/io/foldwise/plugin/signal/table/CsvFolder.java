package io.foldwise.plugin.signal.table;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of CSV files, each of one record. */
final class CsvFolder {

    static final String ENDING = ".csv";

    private CsvFolder() {}

    /** The files by name without the ending, in the order of names. */
    static Map<String, Path> records(Path folder) {
        Map<String, Path> records = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .forEach(file -> records.put(plain(file.getFileName().toString()), file));
        } catch (IOException e) {
            throw new DataException(folder, 0, "cannot be read: " + e.getMessage());
        }
        return records;
    }

    /**
     * The records of a folder, or a file as one.
     *
     * @throws DataException if there are none
     */
    static Map<String, Path> toPredict(Path input) {
        Map<String, Path> records = Files.isDirectory(input)
                ? records(input)
                : Map.of(plain(input.getFileName().toString()), input);
        if (records.isEmpty()) {
            throw new DataException(input, 0, "has no record: no file that ends in " + ENDING);
        }
        return records;
    }

    /** All of them; of a folder that is not there, the folder. */
    static Stream<Path> files(Path folder) {
        return Files.isDirectory(folder) ? records(folder).values().stream() : Stream.of(folder);
    }

    /** A name without the ending. */
    static String plain(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
