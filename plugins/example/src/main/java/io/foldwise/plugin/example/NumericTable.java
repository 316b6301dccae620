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
import java.util.Optional;
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
 * @param flaws what is wrong with columns of numbers: it matters only if they were learned from
 * @param categories the names of the columns of categories
 * @param words {@code [samples][categories]}
 * @param targets {@code [samples][columns of all heads]}; no columns where the file is read without them
 * @param groups equal numbers for what belongs together
 * @param attributes the cells of further columns, by row; none where the file is read without targets
 */
record NumericTable(
        TableHeader header,
        List<String> ids,
        List<String> numbers,
        float[][] values,
        Map<String, DataException> flaws,
        List<String> categories,
        String[][] words,
        float[][] targets,
        int[] groups,
        Map<String, List<String>> attributes) {

    /** What a file is read for. */
    enum Role {
        /** To learn from: its columns are the features. */
        TRAINING,
        /** To predict, and to score. */
        SCORED,
        /** To predict for a submission, by its ids. */
        TEST,
        /** To predict, whatever it is; without a column of ids, samples are numbered. */
        NEW;

        /** Whether files have answers, groups and attributes; else those that they have are passed over. */
        boolean labelled() {
            return this == TRAINING || this == SCORED;
        }
    }

    /**
     * What a file's columns are.
     *
     * @param id the column that names samples
     * @param answers columns to predict
     * @param group the column of what belongs together
     * @param categories columns of words; all other columns are numbers
     * @param attributes columns that are no features
     * @param cells what the cells of features hold
     */
    record Layout(
            Separator separator,
            String id,
            Answers answers,
            Optional<String> group,
            List<String> categories,
            List<String> attributes,
            FeatureCells cells) {

        /** The columns that are neither ids nor answers nor categories, nor groups or attributes. */
        List<String> numbers(TableHeader header) {
            Set<String> others = new HashSet<>(answers.columns());
            group.ifPresent(others::add);
            others.addAll(categories);
            others.addAll(attributes);
            others.add(id);
            return header.columns().stream()
                    .filter(column -> !others.contains(column))
                    .toList();
        }

        /** Refuses a file that misses a column, or has no features. */
        void require(TableHeader header, Role role) {
            Stream<String> needed = Stream.concat(
                    role == Role.NEW ? Stream.of() : Stream.of(id),
                    role.labelled()
                            ? Stream.of(answers.columns().stream(), group.stream(), attributes.stream())
                                    .flatMap(names -> names)
                                    .distinct()
                            : Stream.of());
            Stream<String> featureless = categories.isEmpty() && numbers(header).isEmpty()
                    ? Stream.of("has no columns besides ids and what is to be predicted")
                    : Stream.of();
            header.refuse(Stream.concat(header.missing(Stream.concat(needed, categories.stream())), featureless));
        }
    }

    /**
     * Reads a file, a row after the other: the cells of a table take many times the memory of its numbers.
     *
     * @throws DataException with everything that is wrong
     */
    static NumericTable read(Path file, Layout layout, Role role) {
        AtomicReference<TableRows> rows = new AtomicReference<>();
        new CsvFile(file, layout.separator()).forEach(row -> {
            if (rows.get() == null) {
                TableHeader header = TableHeader.of(file, row);
                layout.require(header, role);
                rows.set(new TableRows(header, layout, role));
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
