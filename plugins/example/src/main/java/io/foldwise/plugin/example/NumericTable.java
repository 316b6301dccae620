package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file's content. UTF-8; a header of unique column names; cells are separated by commas and not quoted; every sample
 * has an id of its own; everything else is a finite number, with labels from 0 to 1. There are no missing values.
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
    static NumericTable labelled(Path file, String id, List<String> labels) {
        List<String> lines = lines(file);
        TableHeader header = TableHeader.of(file, lines.get(0));
        List<String> features = header.others(id, labels);
        header.require(id, labels, features);
        return new TableRows(file, header, id, features, labels).read(lines);
    }

    /**
     * Reads the given features of a file; it may hold label columns.
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable unlabelled(Path file, String id, List<String> labels, List<String> features) {
        List<String> lines = lines(file);
        TableHeader header = TableHeader.of(file, lines.get(0));
        header.require(id, List.of(), features);
        header.allowOnly(id, labels, features);
        return new TableRows(file, header, id, features, List.of()).read(lines);
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                throw new DataException(file, 0, "needs a header and at least one sample");
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new DataException(file, 0, "is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
