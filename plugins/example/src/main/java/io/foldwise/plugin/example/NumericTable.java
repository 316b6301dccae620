package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The content of a {@link CsvFile}: a header of unique column names; every sample has an id of its own; everything else is
 * a finite number, with labels from 0 to 1. There are no missing values.
 *
 * @param ids of the samples
 * @param features the names of the feature columns
 * @param values {@code [samples][features]}
 * @param targets {@code [samples][labels]}; no columns where the file is read without labels
 * @param attributes the cells of further columns, by row
 */
record NumericTable(
        List<String> ids,
        List<String> features,
        float[][] values,
        float[][] targets,
        Map<String, List<String>> attributes) {

    /**
     * Reads a file with labels; its features are all columns but the id, the labels and the attributes.
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable labelled(
            Path file, Separator separator, String id, List<String> labels, List<String> attributes) {
        return read(file, separator, header -> {
            List<String> besides =
                    Stream.of(labels, attributes).flatMap(List::stream).toList();
            List<String> features = header.others(id, besides);
            header.require(id, besides, features);
            return new TableRows(file, header, id, features, labels, attributes);
        });
    }

    /**
     * Reads the given features of a file.
     *
     * @param passedOver columns that the file may hold besides
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable unlabelled(
            Path file, Separator separator, String id, List<String> passedOver, List<String> features) {
        return read(file, separator, header -> {
            header.require(id, List.of(), features);
            header.allowOnly(id, passedOver, features);
            return new TableRows(file, header, id, features, List.of(), List.of());
        });
    }

    /** A row after the other, for the cells of a table take many times the memory of its numbers. */
    private static NumericTable read(Path file, Separator separator, Function<TableHeader, TableRows> columns) {
        AtomicReference<TableRows> rows = new AtomicReference<>();
        new CsvFile(file, separator).forEach(row -> {
            if (rows.get() == null) {
                rows.set(columns.apply(TableHeader.of(file, row)));
            } else {
                rows.get().add(row);
            }
        });
        if (rows.get() == null) {
            throw TableRows.none(file);
        }
        return rows.get().table();
    }
}
