package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvFile.Row;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of a {@link CsvFile}: a header of unique column names; every sample has an id of its own; everything else is
 * a finite number, with labels from 0 to 1. There are no missing values.
 *
 * @param ids of the samples
 * @param features the names of the feature columns
 * @param values {@code [samples][features]}
 * @param targets {@code [samples][labels]}; no columns where the file is read without labels
 */
record NumericTable(List<String> ids, List<String> features, float[][] values, float[][] targets) {

    /**
     * Reads a file with labels; its features are all columns but the id and the labels.
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable labelled(Path file, Separator separator, String id, List<String> labels) {
        List<Row> rows = rows(file, separator);
        TableHeader header = TableHeader.of(file, rows.get(0));
        List<String> features = header.others(id, labels);
        header.require(id, labels, features);
        return new TableRows(file, header, id, features, labels).read(rows);
    }

    /**
     * Reads the given features of a file; it may hold label columns.
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable unlabelled(
            Path file, Separator separator, String id, List<String> labels, List<String> features) {
        List<Row> rows = rows(file, separator);
        TableHeader header = TableHeader.of(file, rows.get(0));
        header.require(id, List.of(), features);
        header.allowOnly(id, labels, features);
        return new TableRows(file, header, id, features, List.of()).read(rows);
    }

    private static List<Row> rows(Path file, Separator separator) {
        List<Row> rows = new CsvFile(file, separator).rows();
        if (rows.size() < 2) {
            throw new DataException(file, 0, "needs a header and at least one sample");
        }
        return rows;
    }
}
