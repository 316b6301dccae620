package io.foldwise.plugin.example;

import io.foldwise.plugin.example.NumericTable.Layout;
import io.foldwise.plugin.example.NumericTable.Role;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes the lines below a header, and every one of them, and all of its cells, before it complains. */
final class TableRows {

    private final TableHeader header;
    private final Layout layout;
    private final Role role;
    private final NumberColumns numbers;
    private final int id;
    private final int[] categories;
    private final int[] answers;
    private final int[] attributes;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final List<String[]> words = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final Map<String, Integer> groupNumbers = new HashMap<>();
    private final Map<String, List<String>> attributeCells = new LinkedHashMap<>();
    private final Problems problems = new Problems();
    private int rows;

    TableRows(TableHeader header, Layout layout, Role role) {
        this.header = header;
        this.layout = layout;
        this.role = role;
        this.numbers = new NumberColumns(
                header,
                layout.numbers(header),
                layout.cells(),
                role == Role.TRAINING
                        ? ": name it in categories or group, or, if it is no feature, in attributes"
                        : ", where the run learned from numbers");
        this.id = header.index(layout.id());
        this.categories = header.indices(layout.categories());
        boolean labelled = role.labelled();
        this.answers = labelled ? header.indices(layout.answers().columns()) : new int[0];
        List<String> attributeColumns = labelled ? layout.attributes() : List.of();
        this.attributes = header.indices(attributeColumns);
        attributeColumns.forEach(column -> attributeCells.put(column, new ArrayList<>()));
    }

    /** Reads a row; what is wrong with it is said at the end. */
    void add(CsvRow row) {
        rows++;
        problems.gather(() -> read(header.cells(row)));
    }

    /** @throws DataException if there are no rows, or bad ones: the first of them, and how many there are */
    NumericTable table() {
        if (rows == 0) {
            throw none(header.file());
        }
        Map<String, DataException> flaws = numbers.flaws();
        // other files may have columns that nothing was learned from
        Stream<DataException> bad = role == Role.TRAINING ? flaws.values().stream() : Stream.of();
        Problems.throwIfAny(Stream.concat(problems.all().stream(), bad));
        return new NumericTable(
                header,
                List.copyOf(ids),
                numbers.names(),
                values.toArray(float[][]::new),
                flaws,
                layout.categories(),
                words.toArray(String[][]::new),
                targets.toArray(float[][]::new),
                groups.stream().mapToInt(Integer::intValue).toArray(),
                attributeCells);
    }

    static DataException none(Path file) {
        return new DataException(file, 0, "needs a header and at least one sample");
    }

    private void read(RowCells row) {
        groups.add(tried(ids.size(), () -> group(row)));
        ids.add(tried("", () -> id(row)));
        values.add(numbers.read(row));
        words.add(IntStream.range(0, categories.length)
                .mapToObj(i -> tried(
                        "",
                        () -> layout.cells().category(row, layout.categories().get(i), categories[i])))
                .toArray(String[]::new));
        float[] none = new float[0];
        targets.add(role.labelled() ? tried(none, () -> layout.answers().targets(row, answers)) : none);
        int next = 0;
        for (List<String> column : attributeCells.values()) {
            column.add(layout.cells().of(row, attributes[next++]));
        }
    }

    /** What is read of a row, so that one bad cell hides no other. */
    private <T> T tried(T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataException badCell) {
            problems.addAll(badCell);
            return otherwise;
        }
    }

    private String id(RowCells row) {
        if (id < 0) {
            return Integer.toString(rows);
        }
        String name = row.text(layout.id(), id);
        Integer earlier = lineOfId.putIfAbsent(name, row.line());
        if (earlier != null) {
            throw row.wrong(layout.id() + " '" + name + "' is that of line " + earlier + ", too");
        }
        return name;
    }

    private int group(RowCells row) {
        if (!role.labelled() || layout.group().isEmpty()) {
            return ids.size();
        }
        String column = layout.group().get();
        String group = layout.cells().group(row, column, header.index(column));
        return groupNumbers.computeIfAbsent(group, added -> groupNumbers.size());
    }
}
