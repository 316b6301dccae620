package io.foldwise.toolkit.table;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The first row of a table: unique names of columns. */
public record TableHeader(Path file, int line, List<String> columns) {

    /** @throws DataException if a column has no name, or that of another one */
    public static TableHeader of(Path file, CsvRow row) {
        TableHeader header = new TableHeader(file, row.line(), row.cells());
        Set<String> seen = new HashSet<>();
        List<String> columns = row.cells();
        header.refuse(columns.stream()
                .filter(column -> column.isBlank() || !seen.add(column))
                .map(column -> column.isBlank() ? "a column has no name" : "column '" + column + "' occurs twice"));
        return header;
    }

    public int index(String column) {
        return columns.indexOf(column);
    }

    public int[] indices(List<String> some) {
        Map<String, Integer> index = new HashMap<>();
        columns.forEach(column -> index.put(column, index.size()));
        return some.stream().mapToInt(index::get).toArray();
    }

    /** What is wrong where the table has not all of these columns. */
    public Stream<String> missing(Stream<String> needed) {
        return needed.filter(column -> !columns.contains(column)).map(column -> "has no column '" + column + "'");
    }

    /**
     * The cells of a row.
     *
     * @throws DataException if they are not as many as there are columns
     */
    public RowCells cells(CsvRow row) {
        RowCells cells = new RowCells(file, row.line(), row.cells());
        if (row.cells().size() != columns.size()) {
            throw cells.wrong("expects " + columns.size() + " columns, found "
                    + row.cells().size());
        }
        return cells;
    }

    /** @throws DataException if there is anything to refuse the table for */
    public void refuse(Stream<String> messages) {
        List<Problem> problems =
                messages.map(message -> new Problem(file, line, message)).toList();
        if (!problems.isEmpty()) {
            throw new DataException(problems.stream().limit(DataException.MOST).toList(), problems.size());
        }
    }
}
