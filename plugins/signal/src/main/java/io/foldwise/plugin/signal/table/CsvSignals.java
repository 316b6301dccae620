package io.foldwise.plugin.signal.table;

import io.foldwise.plugin.signal.data.Extent;
import io.foldwise.plugin.signal.data.Recordings;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Records in CSV files: a header that names leads, and a row for every step.
 *
 * @param columns the leads to read, in this order
 */
record CsvSignals(List<Path> files, List<String> columns, double rate) implements Recordings {

    private static final int MOST_NUMBERS = 1 << 26;

    static Extent extent(Path file, List<String> columns, double rate) {
        return new Extent(read(file, columns).length / columns.size(), rate);
    }

    @Override
    public Recording get(int row) {
        return new Recording(read(files.get(row), columns), rate);
    }

    @Override
    public Path file(int row) {
        return files.get(row);
    }

    /** {@code [time, columns]} */
    private static float[] read(Path file, List<String> columns) {
        Reading reading = new Reading(file, columns);
        new CsvFile(file).forEach(reading::add);
        if (reading.size == 0) {
            throw new DataException(file, 0, "needs a header and a row for every step");
        }
        return Arrays.copyOf(reading.values, reading.size);
    }

    private static final class Reading {

        private final Path file;
        private final List<String> columns;
        private TableHeader header;
        private int[] places;
        private float[] values = new float[1 << 12];
        private int size;

        Reading(Path file, List<String> columns) {
            this.file = file;
            this.columns = columns;
        }

        void add(CsvRow row) {
            if (header == null) {
                header = TableHeader.of(file, row);
                header.refuse(header.missing(columns.stream()));
                places = header.indices(columns);
                return;
            }
            RowCells cells = header.cells(row);
            if (size > MOST_NUMBERS - places.length) {
                throw cells.wrong("is behind more than " + MOST_NUMBERS + " numbers");
            }
            if (size + places.length > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, size + places.length));
            }
            for (int column = 0; column < places.length; column++) {
                values[size++] = cells.number(columns.get(column), places[column]);
            }
        }
    }
}
