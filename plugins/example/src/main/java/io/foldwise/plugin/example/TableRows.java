package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.toolkit.table.CsvFile.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the lines below a header, and every one of them before it complains. */
final class TableRows {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    private final Path file;
    private final TableHeader header;
    private final String idColumn;
    private final List<String> featureColumns;
    private final List<String> labelColumns;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    TableRows(Path file, TableHeader header, String id, List<String> features, List<String> labels) {
        this.file = file;
        this.header = header;
        this.idColumn = id;
        this.featureColumns = features;
        this.labelColumns = labels;
    }

    /** @param rows the header first */
    NumericTable read(List<Row> rows) {
        List<Problem> problems = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            try {
                read(row.line(), row.cells());
            } catch (DataException badLine) {
                problems.addAll(badLine.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new DataException(problems.stream().limit(DataException.MOST).toList(), problems.size());
        }
        return new NumericTable(
                List.copyOf(ids), featureColumns, values.toArray(float[][]::new), targets.toArray(float[][]::new));
    }

    private void read(int line, List<String> cells) {
        int width = header.columns().size();
        if (cells.size() != width) {
            throw new DataException(file, line, "expects " + width + " columns, found " + cells.size());
        }
        String id = cells.get(header.index(idColumn));
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new DataException(file, line, idColumn + " holds a line feed or another control character");
        }
        Integer earlier = lineOfId.putIfAbsent(id, line);
        if (earlier != null) {
            throw new DataException(file, line, idColumn + " '" + id + "' is that of line " + earlier + ", too");
        }
        float[] features = numbers(line, cells, featureColumns);
        float[] labels = numbers(line, cells, labelColumns);
        for (int label = 0; label < labels.length; label++) {
            if (labels[label] < 0 || labels[label] > 1) {
                throw new DataException(
                        file,
                        line,
                        "label '" + labelColumns.get(label) + "' is " + labels[label] + ", not from 0 to 1");
            }
        }
        ids.add(id);
        values.add(features);
        targets.add(labels);
    }

    private float[] numbers(int line, List<String> cells, List<String> columns) {
        float[] numbers = new float[columns.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(line, columns.get(i), cells.get(header.index(columns.get(i))));
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
