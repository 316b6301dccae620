package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.toolkit.table.CsvFile.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes the lines below a header, and every one of them before it complains. */
final class TableRows {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    private final Path file;
    private final int width;
    private final String idColumn;
    private final List<String> featureColumns;
    private final List<String> labelColumns;
    private final int id;
    private final int[] features;
    private final int[] labels;
    private final int[] attributes;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();
    private final Map<String, List<String>> attributeCells = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int rows;
    private int wrong;

    TableRows(
            Path file,
            TableHeader header,
            String id,
            List<String> features,
            List<String> labels,
            List<String> attributes) {
        this.file = file;
        this.width = header.columns().size();
        this.idColumn = id;
        this.featureColumns = features;
        this.labelColumns = labels;
        this.id = header.index(id);
        this.features = header.indices(features);
        this.labels = header.indices(labels);
        this.attributes = header.indices(attributes);
        attributes.forEach(column -> attributeCells.put(column, new ArrayList<>()));
    }

    /** Reads a row; what is wrong with it is said at the end. */
    void add(Row row) {
        rows++;
        try {
            read(row.line(), row.cells());
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
            throw none(file);
        }
        if (!problems.isEmpty()) {
            throw new DataException(problems, wrong);
        }
        return new NumericTable(
                List.copyOf(ids),
                featureColumns,
                values.toArray(float[][]::new),
                targets.toArray(float[][]::new),
                attributeCells);
    }

    static DataException none(Path file) {
        return new DataException(file, 0, "needs a header and at least one sample");
    }

    private void read(int line, List<String> cells) {
        if (cells.size() != width) {
            throw new DataException(file, line, "expects " + width + " columns, found " + cells.size());
        }
        String name = cells.get(id);
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new DataException(file, line, idColumn + " holds a line feed or another control character");
        }
        Integer earlier = lineOfId.putIfAbsent(name, line);
        if (earlier != null) {
            throw new DataException(file, line, idColumn + " '" + name + "' is that of line " + earlier + ", too");
        }
        float[] inputs = numbers(line, cells, features, featureColumns);
        float[] wanted = numbers(line, cells, labels, labelColumns);
        for (int label = 0; label < wanted.length; label++) {
            if (wanted[label] < 0 || wanted[label] > 1) {
                throw new DataException(
                        file,
                        line,
                        "label '" + labelColumns.get(label) + "' is " + wanted[label] + ", not from 0 to 1");
            }
        }
        ids.add(name);
        values.add(inputs);
        targets.add(wanted);
        int next = 0;
        for (List<String> column : attributeCells.values()) {
            column.add(cells.get(attributes[next++]));
        }
    }

    private float[] numbers(int line, List<String> cells, int[] indices, List<String> columns) {
        float[] numbers = new float[indices.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(line, columns.get(i), cells.get(indices[i]));
        }
        return numbers;
    }

    private float number(int line, String column, String cell) {
        try {
            float number = new BigDecimal(cell).floatValue(); // unlike parseFloat, takes no NaN, hexadecimals or spaces
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        String remedy = DECIMAL_COMMA.matcher(cell).matches() ? "; write a decimal point" : "";
        throw new DataException(file, line, "column '" + column + "' is '" + cell + "', not a finite number" + remedy);
    }
}
