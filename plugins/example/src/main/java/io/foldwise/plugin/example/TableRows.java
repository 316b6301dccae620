package io.foldwise.plugin.example;

import io.foldwise.plugin.example.NumericTable.Layout;
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
import java.util.stream.IntStream;

/** Takes the lines below a header, and every one of them before it complains. */
final class TableRows {

    private final TableHeader header;
    private final Layout layout;
    private final List<String> numberColumns;
    private final int id;
    private final int[] numbers;
    private final int[] categories;
    private final int[] answers;
    private final int[] attributes;
    private final boolean labelled;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final List<String[]> words = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();
    private final Map<String, List<String>> attributeCells = new LinkedHashMap<>();
    private final Problems problems = new Problems();
    private int rows;

    TableRows(TableHeader header, Layout layout, boolean labelled) {
        this.header = header;
        this.layout = layout;
        this.numberColumns = layout.numbers(header);
        this.id = header.index(layout.id());
        this.numbers = header.indices(numberColumns);
        this.categories = header.indices(layout.categories());
        this.answers = labelled ? header.indices(layout.answers().columns()) : new int[0];
        List<String> attributeColumns = labelled ? layout.attributes() : List.of();
        this.attributes = header.indices(attributeColumns);
        attributeColumns.forEach(column -> attributeCells.put(column, new ArrayList<>()));
        this.labelled = labelled;
    }

    /** Reads a row; what is wrong with it is said at the end. */
    void add(CsvRow row) {
        rows++;
        try {
            read(header.cells(row));
        } catch (DataException badLine) {
            problems.addAll(badLine);
        }
    }

    /** @throws DataException if there are no rows, or bad ones: the first of them, and how many there are */
    NumericTable table() {
        if (rows == 0) {
            throw none(header.file());
        }
        problems.throwIfAny();
        return new NumericTable(
                header,
                List.copyOf(ids),
                numberColumns,
                values.toArray(float[][]::new),
                layout.categories(),
                words.toArray(String[][]::new),
                targets.toArray(float[][]::new),
                attributeCells);
    }

    static DataException none(Path file) {
        return new DataException(file, 0, "needs a header and at least one sample");
    }

    private void read(RowCells row) {
        String name = row.text(layout.id(), id);
        Integer earlier = lineOfId.putIfAbsent(name, row.line());
        if (earlier != null) {
            throw row.wrong(layout.id() + " '" + name + "' is that of line " + earlier + ", too");
        }
        float[] inputs = new float[numbers.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = layout.missing().feature(row, numberColumns.get(i), numbers[i]);
        }
        String[] texts = IntStream.range(0, categories.length)
                .mapToObj(
                        i -> layout.missing().category(row, layout.categories().get(i), categories[i]))
                .toArray(String[]::new);
        float[] wanted = labelled ? layout.answers().targets(row, answers) : new float[0];
        ids.add(name);
        values.add(inputs);
        words.add(texts);
        targets.add(wanted);
        int next = 0;
        for (List<String> column : attributeCells.values()) {
            column.add(row.cells().get(attributes[next++]));
        }
    }
}
