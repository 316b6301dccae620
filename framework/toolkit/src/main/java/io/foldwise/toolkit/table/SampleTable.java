package io.foldwise.toolkit.table;

import io.foldwise.spi.data.DataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A CSV file with a header whose rows tell of samples. */
public final class SampleTable {

    private final TableHeader header;
    private final List<CsvRow> rows;

    private SampleTable(TableHeader header, List<CsvRow> rows) {
        this.header = header;
        this.rows = rows;
    }

    /**
     * @param columns those that it needs
     * @throws DataException if the file is no table, has no such column, or no sample
     */
    public static SampleTable read(Path file, Stream<String> columns) {
        return read(file, columns, 1, "needs a header and at least one sample");
    }

    /** As {@link #read(Path, Stream)}, of a table that may hold no line but the header. */
    public static SampleTable readAny(Path file, Stream<String> columns) {
        return read(file, columns, 0, "needs a header");
    }

    private static SampleTable read(Path file, Stream<String> columns, int least, String otherwise) {
        List<CsvRow> rows = new CsvFile(file).rows();
        if (rows.size() < 1 + least) {
            throw new DataException(file, 0, otherwise);
        }
        TableHeader header = TableHeader.of(file, rows.get(0));
        header.refuse(header.missing(columns));
        return new SampleTable(header, rows.subList(1, rows.size()));
    }

    public TableHeader header() {
        return header;
    }

    /** Gives every row; what is wrong with one is gathered. */
    public void forEach(Problems problems, Consumer<RowCells> each) {
        for (CsvRow row : rows) {
            try {
                each.accept(header.cells(row));
            } catch (DataException bad) {
                problems.addAll(bad);
            }
        }
    }

    /** A cell, without white space around it. */
    public String cell(RowCells row, String column) {
        return row.cells().get(header.index(column)).strip();
    }

    /**
     * The ids of rows, each for one row only.
     *
     * @param column that holds them
     * @param name what of a cell is the id
     */
    public Ids ids(String column, UnaryOperator<String> name) {
        return new Ids(column, name);
    }

    /** Ids that occur once. */
    public final class Ids {

        private final String column;
        private final UnaryOperator<String> name;
        private final Map<String, Integer> lines = new HashMap<>();

        private Ids(String column, UnaryOperator<String> name) {
            this.column = column;
            this.name = name;
        }

        /** @throws DataException if a row has none, or that of an earlier one */
        public String of(RowCells row) {
            String id = name.apply(row.text(column, header.index(column)));
            if (id.isBlank()) {
                throw row.wrong(column + " is empty");
            }
            Integer earlier = lines.putIfAbsent(id, row.line());
            if (earlier != null) {
                throw row.wrong(column + " '" + id + "' is that of line " + earlier + ", too");
            }
            return id;
        }
    }
}
