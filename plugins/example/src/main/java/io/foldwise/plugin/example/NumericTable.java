package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.Separator;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The content of a {@link CsvFile}: a header of unique column names; every sample has an id of its own; features are finite
 * numbers, or words in columns of categories.
 *
 * @param header where the columns are named
 * @param ids of the samples
 * @param numbers the names of the columns of numbers
 * @param values {@code [samples][numbers]}; NaN where a cell is empty
 * @param categories the names of the columns of categories
 * @param words {@code [samples][categories]}
 * @param targets {@code [samples][columns of all heads]}; no columns where the file is read without them
 * @param attributes the cells of further columns, by row; none where the file is read without targets
 */
record NumericTable(
        TableHeader header,
        List<String> ids,
        List<String> numbers,
        float[][] values,
        List<String> categories,
        String[][] words,
        float[][] targets,
        Map<String, List<String>> attributes) {

    /**
     * What a file's columns are.
     *
     * @param id the column that names samples
     * @param answers columns to predict
     * @param categories columns of words; all other columns are numbers
     * @param attributes columns that are no features; files without answers need not have them
     */
    record Layout(
            Separator separator,
            String id,
            Answers answers,
            List<String> categories,
            List<String> attributes,
            Missing missing) {

        /** The columns that are neither ids nor answers nor categories, nor attributes. */
        List<String> numbers(TableHeader header) {
            Set<String> others = new HashSet<>(answers.columns());
            others.addAll(categories);
            others.addAll(attributes);
            others.add(id);
            return header.columns().stream()
                    .filter(column -> !others.contains(column))
                    .toList();
        }

        /** Refuses a file that misses a column, or has no features. */
        void require(TableHeader header, boolean labelled) {
            Stream<String> missing = header.missing(Stream.of(
                            List.of(id),
                            labelled ? answers.columns() : List.<String>of(),
                            labelled ? attributes : List.<String>of(),
                            categories)
                    .flatMap(List::stream));
            Stream<String> featureless = categories.isEmpty() && numbers(header).isEmpty()
                    ? Stream.of("has no columns besides ids and what is to be predicted")
                    : Stream.of();
            header.refuse(Stream.concat(missing, featureless));
        }
    }

    /**
     * Reads a file, a row after the other: the cells of a table take many times the memory of its numbers.
     *
     * @param labelled whether it has the columns to predict; else those that it has are passed over
     * @throws DataException with everything that is wrong
     */
    static NumericTable read(Path file, Layout layout, boolean labelled) {
        AtomicReference<TableRows> rows = new AtomicReference<>();
        new CsvFile(file, layout.separator()).forEach(row -> {
            if (rows.get() == null) {
                TableHeader header = TableHeader.of(file, row);
                layout.require(header, labelled);
                rows.set(new TableRows(header, layout, labelled));
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
