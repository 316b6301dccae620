package io.foldwise.cli.report;

import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A table in plain text: columns as wide as they need to be, two spaces apart. */
public final class TextTable {

    /** A last column is not wrapped into less. */
    private static final int NARROWEST = 16;

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
        return lines(Integer.MAX_VALUE);
    }

    /** The table in so many columns of a terminal: what does not fit into the last one goes on below. */
    public List<String> lines(int width) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        int before = IntStream.range(0, Math.max(0, columns - 1))
                .map(i -> widths[i] + 2)
                .sum();
        int room = Math.max(NARROWEST, width - before);
        return rows.stream()
                .flatMap(row -> wrapped(row, columns, room).stream())
                .map(row -> line(row, widths))
                .toList();
    }

    private static List<List<String>> wrapped(List<String> row, int columns, int room) {
        String last = row.get(row.size() - 1);
        if (row.size() < columns || last.length() <= room) {
            return List.of(row);
        }
        List<List<String>> parts = new ArrayList<>();
        List<String> heads = row.subList(0, columns - 1);
        while (!last.isEmpty()) {
            int blank = last.length() <= room ? last.length() : last.lastIndexOf(' ', room);
            int end = blank > 0 ? blank : room;
            List<String> part = new ArrayList<>(parts.isEmpty() ? heads : Collections.nCopies(columns - 1, ""));
            part.add(last.substring(0, end));
            parts.add(part);
            last = last.substring(end).stripLeading();
        }
        return parts;
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
