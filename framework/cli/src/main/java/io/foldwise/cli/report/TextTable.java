package io.foldwise.cli.report;

import io.foldwise.cli.escape.Escapes;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as they need to be, two spaces apart. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean numbers;

    private TextTable(boolean numbers) {
        this.numbers = numbers;
    }

    /** A table of words: all columns begin on the left. */
    public static TextTable ofWords(String... heads) {
        return new TextTable(false).row(heads);
    }

    /** A table of numbers: all columns but the first end on the right. */
    public static TextTable ofNumbers(String... heads) {
        return new TextTable(true).row(heads);
    }

    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    public TextTable row(List<String> cells) {
        rows.add(cells.stream().map(Escapes::line).toList());
        return this;
    }

    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(numbers && i > 0 ? pad + row.get(i) : row.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }
}
