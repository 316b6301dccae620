package io.foldwise.plugin.example;

import io.foldwise.plugin.example.NumericTable.Layout;
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

    /** The columns that are neither ids nor answers nor categories, nor attributes. */
    List<String> numbers(Layout layout) {
        Set<String> others = new HashSet<>(layout.answers().columns());
        others.addAll(layout.categories());
        others.addAll(layout.attributes());
        others.add(layout.id());
        return columns.stream().filter(column -> !others.contains(column)).toList();
    }

    int index(String column) {
        return columns.indexOf(column);
    }

    int[] indices(List<String> some) {
        Map<String, Integer> index = new HashMap<>();
        columns.forEach(column -> index.put(column, index.size()));
        return some.stream().mapToInt(index::get).toArray();
    }

    /** Refuses a file that misses a column, or has no features. */
    void require(Layout layout, boolean labelled) {
        Stream<String> missing = Stream.of(
                        List.of(layout.id()),
                        labelled ? layout.answers().columns() : List.<String>of(),
                        labelled ? layout.attributes() : List.<String>of(),
                        layout.categories())
                .flatMap(List::stream)
                .filter(column -> !columns.contains(column))
                .map(column -> "has no column '" + column + "'");
        Stream<String> featureless =
                layout.categories().isEmpty() && numbers(layout).isEmpty()
                        ? Stream.of("has no columns besides ids and what is to be predicted")
                        : Stream.of();
        refuse(Stream.concat(missing, featureless));
    }

    /** Refuses a file whose features are not those that were learned from. */
    void requireSame(List<String> learned, List<String> features) {
        Set<String> here = Set.copyOf(features);
        Set<String> known = Set.copyOf(learned);
        refuse(Stream.concat(
                learned.stream()
                        .filter(column -> !here.contains(column))
                        .map(column -> "has no column '" + column + "'"),
                features.stream()
                        .filter(column -> !known.contains(column))
                        .map(column -> "column '" + column + "' is not in the training file")));
    }

    private void refuse(Stream<String> messages) {
        List<Problem> problems =
                messages.map(message -> new Problem(file, line, message)).toList();
        if (!problems.isEmpty()) {
            throw new DataException(problems.stream().limit(DataException.MOST).toList(), problems.size());
        }
    }
}
