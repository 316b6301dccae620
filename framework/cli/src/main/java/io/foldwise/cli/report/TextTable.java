package io.foldwise.cli.report;

import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A table in plain text: columns as wide as they need to be, two spaces apart. */
public final class TextTable {

    /** Columns that every terminal has. */
    public static final int TERMINAL = 80;

    /** A last column is not wrapped into less. */
    private static final int NARROWEST = 16;

    /** A head is not broken into less. */
    private static final int NARROWEST_HEAD = 8;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean numbers;

    private TextTable(boolean numbers) {
        this.numbers = numbers;
    }

    /** A table of words: all columns begin on the left. */
    public static TextTable ofWords(String... heads) {
        return new TextTable(false).row(heads);
    }

    /** A table of words without heads. */
    public static TextTable withoutHeads() {
        return new TextTable(false);
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

    /**
     * The table in so many columns of a terminal. Where it is wider, heads of numbers are broken into lines, and of a table of words
     * what does not fit into the last column goes on below.
     */
    public List<String> lines(int width) {
        int[] widths = widths(rows);
        int columns = widths.length;
        int before = Arrays.stream(widths).limit(Math.max(0, columns - 1)).sum() + 2 * (columns - 1);
        if (numbers) {
            return before + widths[columns - 1] <= width ? lines(rows, widths) : brokenHeads();
        }
        int room = Math.max(NARROWEST, width - before);
        return lines(
                rows.stream()
                        .flatMap(row -> wrapped(row, columns, room).stream())
                        .toList(),
                widths);
    }

    private List<String> lines(List<List<String>> shown, int[] widths) {
        return shown.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths(List<List<String>> shown) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : shown) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private List<String> brokenHeads() {
        List<List<String>> body = rows.subList(1, rows.size());
        int[] widths = widths(body);
        List<String> whole = rows.get(0);
        List<List<String>> heads = IntStream.range(0, whole.size())
                .mapToObj(i -> broken(whole.get(i), Math.max(NARROWEST_HEAD, widths[i])))
                .toList();
        int height = heads.stream().mapToInt(List::size).max().orElse(0);
        List<List<String>> shown = new ArrayList<>();
        for (int line = height; line > 0; line--) {
            int below = line;
            shown.add(heads.stream()
                    .map(head -> below > head.size() ? "" : head.get(head.size() - below))
                    .toList());
        }
        shown.addAll(body);
        return lines(shown, widths(shown));
    }

    /** Lines of whole words, of no more letters than there is room for as far as words have no more. */
    private static List<String> broken(String head, int room) {
        List<String> lines = new ArrayList<>();
        for (String word : head.split(" ")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + word.length() <= room) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
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
