package io.foldwise.plugin.example;

import io.foldwise.plugin.example.NumericTable.Layout;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.toolkit.table.CsvFile.Row;
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
    private final int width; // of targets; 0 without

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final List<String[]> words = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();
    private final Map<String, List<String>> attributeCells = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int rows;
    private int wrong;

    TableRows(TableHeader header, Layout layout, boolean labelled) {
        this.header = header;
        this.layout = layout;
        this.numberColumns = header.numbers(layout);
        this.id = header.index(layout.id());
        this.numbers = header.indices(numberColumns);
        this.categories = header.indices(layout.categories());
        this.answers = labelled ? header.indices(layout.answers().columns()) : new int[0];
        List<String> attributeColumns = labelled ? layout.attributes() : List.of();
        this.attributes = header.indices(attributeColumns);
        attributeColumns.forEach(column -> attributeCells.put(column, new ArrayList<>()));
        this.width = labelled ? layout.answers().task().width() : 0;
    }

    /** Reads a row; what is wrong with it is said at the end. */
    void add(Row row) {
        rows++;
        try {
            read(new Cells(header.file(), row.line(), row.cells()));
        } catch (DataException badLine) {
            wrong++;
            if (wrong <= DataException.MOST) {
                problems.addAll(badLine.problems());
            }
        }
    }

    /** @throws DataException if there are no rows, or bad ones: the first of them, and how many there are */
    NumericTable table() {
        if (rows == 0) {
            throw none(header.file());
        }
        if (!problems.isEmpty()) {
            throw new DataException(problems, wrong);
        }
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

    private void read(Cells row) {
        int expected = header.columns().size();
        if (row.cells().size() != expected) {
            throw row.wrong(
                    "expects " + expected + " columns, found " + row.cells().size());
        }
        String name = row.text(layout.id(), id);
        Integer earlier = lineOfId.putIfAbsent(name, row.line());
        if (earlier != null) {
            throw row.wrong(layout.id() + " '" + name + "' is that of line " + earlier + ", too");
        }
        float[] inputs = new float[numbers.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = row.feature(numberColumns.get(i), numbers[i], layout.missing());
        }
        String[] texts = IntStream.range(0, categories.length)
                .mapToObj(i -> row.category(layout.categories().get(i), categories[i], layout.missing()))
                .toArray(String[]::new);
        float[] wanted = width == 0 ? new float[0] : answers(row);
        ids.add(name);
        values.add(inputs);
        words.add(texts);
        targets.add(wanted);
        int next = 0;
        for (List<String> column : attributeCells.values()) {
            column.add(row.cells().get(attributes[next++]));
        }
    }

    /** The targets of all heads, one after the other. */
    private float[] answers(Cells row) {
        float[] wanted = new float[width];
        int column = 0; // of the answers in the file
        int place = 0; // among the targets
        for (String label : layout.answers().labels()) {
            wanted[place++] = row.share(label, answers[column++]);
        }
        if (layout.answers().classes().isPresent()) {
            ClassColumn classes = layout.answers().classes().get();
            wanted[place + row.ofClass(classes, answers[column++])] = 1;
            place += classes.classes().size();
        }
        for (String quantity : layout.answers().quantities()) {
            wanted[place++] = row.number(quantity, answers[column++]);
        }
        return wanted;
    }
}
