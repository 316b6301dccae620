package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.toolkit.table.CsvFile.Row;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The first row of a table: unique names of columns. */
record TableHeader(Path file, int line, List<String> columns) {

    static TableHeader of(Path file, Row row) {
        TableHeader header = new TableHeader(file, row.line(), row.cells());
        Set<String> seen = new HashSet<>();
        List<String> columns = row.cells();
        header.refuse(columns.stream()
                .filter(column -> column.isBlank() || !seen.add(column))
                .map(column -> column.isBlank() ? "a column has no name" : "column '" + column + "' occurs twice"));
        return header;
    }

    /** The columns besides the given ones. */
    List<String> others(String id, List<String> labels) {
        return columns.stream()
                .filter(column -> !column.equals(id) && !labels.contains(column))
                .toList();
    }

    int index(String column) {
        return columns.indexOf(column);
    }

    int[] indices(List<String> some) {
        Map<String, Integer> index = new HashMap<>();
        columns.forEach(column -> index.put(column, index.size()));
        return some.stream().mapToInt(index::get).toArray();
    }

    /** Refuses a file that misses any of the given columns, or has no features. */
    void require(String id, List<String> labels, List<String> features) {
        Stream<String> missing = Stream.of(List.of(id), labels, features)
                .flatMap(List::stream)
                .filter(column -> !columns.contains(column))
                .map(column -> "has no column '" + column + "'");
        Stream<String> featureless =
                features.isEmpty() ? Stream.of("has no columns besides id and labels") : Stream.of();
        refuse(Stream.concat(missing, featureless));
    }

    /** Refuses a file that has any column but the given ones. */
    void allowOnly(String id, List<String> labels, List<String> features) {
        refuse(others(id, labels).stream()
                .filter(column -> !features.contains(column))
                .map(column -> "column '" + column + "' is not in the training file"));
    }

    private void refuse(Stream<String> messages) {
        List<Problem> problems =
                messages.map(message -> new Problem(file, line, message)).toList();
        if (!problems.isEmpty()) {
            throw new DataException(problems.stream().limit(DataException.MOST).toList(), problems.size());
        }
    }
}
