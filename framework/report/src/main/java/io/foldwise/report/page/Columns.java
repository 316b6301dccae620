package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord.Meaning;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.statistics.Binary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of probabilities by its columns, each of which is a yes-or-no question. */
record Columns(HeadTable table) {

    /** Of a page; the rest is counted. */
    static final int MOST = 40;

    /** Whether a table holds probabilities. */
    static boolean ofProbabilities(HeadTable table) {
        return (table.head().meaning() == Meaning.LABELS || table.head().meaning() == Meaning.CLASSES)
                && table.samples() > 0;
    }

    int count() {
        return table.head().columns().size();
    }

    String name(int column) {
        return table.head().columns().get(column);
    }

    double[] truth(int column) {
        return Arrays.stream(table.truth()).mapToDouble(row -> row[column]).toArray();
    }

    double[] predictions(int column) {
        return Arrays.stream(table.predictions())
                .mapToDouble(row -> row[column])
                .toArray();
    }

    Binary binary(int column) {
        return Binary.of(predictions(column), truth(column));
    }

    /** Of one fold's samples. */
    Binary binary(int column, int fold) {
        int[] rows = rows(fold);
        return Binary.of(
                Arrays.stream(rows)
                        .mapToDouble(row -> table.predictions()[row][column])
                        .toArray(),
                Arrays.stream(rows)
                        .mapToDouble(row -> table.truth()[row][column])
                        .toArray());
    }

    private int[] rows(int fold) {
        return IntStream.range(0, table.samples())
                .filter(row -> table.folds()[row] == fold)
                .toArray();
    }

    /** The folds that held samples out. */
    List<Integer> folds() {
        return Arrays.stream(table.folds())
                .filter(fold -> fold >= 0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** The columns that are shown, in their order: of many those with the most positives. */
    int[] shown(int most) {
        int[] all = IntStream.range(0, count()).toArray();
        if (count() <= most) {
            return all;
        }
        double[] positives = IntStream.of(all)
                .mapToDouble(column -> Arrays.stream(truth(column)).sum())
                .toArray();
        return IntStream.of(all)
                .boxed()
                .sorted((a, b) -> Double.compare(positives[b], positives[a]))
                .limit(most)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
