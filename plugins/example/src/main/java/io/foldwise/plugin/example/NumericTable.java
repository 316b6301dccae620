package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

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
            Missing missing) {}

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
                header.require(layout, labelled);
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
