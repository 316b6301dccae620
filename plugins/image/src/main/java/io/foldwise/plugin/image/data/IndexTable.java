package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvFile.Row;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CSV file that says more of samples than their images do: a header, then a line per sample.
 *
 * @param columns its names of columns, by place
 * @param rows all of them of as many cells as the header
 */
record IndexTable(Path file, Map<String, Integer> columns, List<Row> rows) {

    /** @throws DataException if it is no table with these columns */
    static IndexTable read(Path file, List<String> needed, Problems problems) {
        List<Row> rows = new CsvFile(file, Separator.COMMA).rows();
        if (rows.size() < 2) {
            throw new DataException(file, 0, "needs a header and at least one sample");
        }
        Map<String, Integer> columns = columns(file, rows.get(0), needed);
        List<Row> whole = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            if (row.cells().size() == columns.size()) {
                whole.add(row);
            } else {
                problems.add(
                        file,
                        row.line(),
                        "expects " + columns.size() + " columns, found "
                                + row.cells().size());
            }
        }
        return new IndexTable(file, columns, whole);
    }

    private static Map<String, Integer> columns(Path file, Row header, List<String> needed) {
        Problems problems = new Problems();
        Map<String, Integer> columns = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (String name : header.cells()) {
            if (columns.putIfAbsent(name, columns.size()) != null && twice.add(name)) {
                problems.add(file, header.line(), "column '" + name + "' occurs twice");
            }
        }
        for (String name : needed) {
            if (!columns.containsKey(name)) {
                problems.add(file, header.line(), "has no column '" + name + "'");
            }
        }
        problems.throwIfAny();
        return columns;
    }

    String cell(Row row, String column) {
        return row.cells().get(columns.get(column));
    }
}
