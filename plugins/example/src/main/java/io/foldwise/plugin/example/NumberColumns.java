package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.TableHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the columns of numbers. What is wrong with one is told once all rows are read, as it may be a column of words. */
final class NumberColumns {

    /** So many of ten cells that are words make a column one of words. */
    private static final int NEARLY_ALL = 9;

    private final TableHeader header;
    private final List<String> names;
    private final int[] indices;
    private final FeatureCells cells;
    private final String remedy;
    private final int[] present;
    private final Map<Integer, Flaws> flaws = new TreeMap<>();

    /** @param remedy what to do about a column of words */
    NumberColumns(TableHeader header, List<String> names, FeatureCells cells, String remedy) {
        this.header = header;
        this.names = names;
        this.indices = header.indices(names);
        this.cells = cells;
        this.remedy = remedy;
        this.present = new int[names.size()];
    }

    /** What is wrong with a column's cells. */
    private static final class Flaws {

        private final Problems problems = new Problems();
        private String firstWord = "";
        private int line;
        private int words;

        void add(DataException bad, String cell, int of) {
            problems.addAll(bad);
            if (FeatureCells.word(cell)) {
                if (words == 0) {
                    firstWord = cell;
                    line = of;
                }
                words++;
            }
        }
    }

    List<String> names() {
        return names;
    }

    /** A row's numbers; NaN where one is missing, or is none. */
    float[] read(RowCells row) {
        float[] numbers = new float[indices.length];
        for (int i = 0; i < numbers.length; i++) {
            String cell = cells.of(row, indices[i]);
            present[i] += cell.isEmpty() ? 0 : 1;
            try {
                numbers[i] = cells.number(row, names.get(i), indices[i]);
            } catch (DataException bad) {
                numbers[i] = Float.NaN;
                flaws.computeIfAbsent(i, added -> new Flaws()).add(bad, cell, row.line());
            }
        }
        return numbers;
    }

    /** What is wrong, by column: a line for a column of words, else one for every cell. */
    Map<String, DataException> flaws() {
        Map<String, DataException> told = new LinkedHashMap<>();
        flaws.keySet().forEach(column -> told.put(names.get(column), flaw(column)));
        return told;
    }

    private DataException flaw(int column) {
        Flaws found = flaws.get(column);
        // all of a row's cells may be missing
        return found.words > 0 && 10L * found.words >= (long) NEARLY_ALL * present[column]
                ? new DataException(
                        header.file(),
                        header.line(),
                        "column '" + names.get(column) + "' holds words, such as '" + found.firstWord + "' in line "
                                + found.line + remedy)
                : found.problems.all().orElseThrow();
    }
}
