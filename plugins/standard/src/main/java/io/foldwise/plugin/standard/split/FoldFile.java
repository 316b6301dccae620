package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.spi.data.Dataset;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A table that says which fold each sample is held out in: a header, a column of ids, a column of folds, and a
 * line per sample. */
final class FoldFile {

    private static final String ID = "id";

    private final Path path;
    private final String column;
    private final Dataset data;
    private final Map<String, Integer> rows = new HashMap<>();
    private final String[] folds;
    private final int[] lines;
    private final List<Problem> problems = new ArrayList<>();
    private int wrong;
    private List<String> header = List.of();

    private FoldFile(Path path, String column, Dataset data) {
        this.path = path;
        this.column = column;
        this.data = data;
        this.folds = new String[data.size()];
        this.lines = new int[data.size()];
        IntStream.range(0, data.size()).forEach(row -> rows.put(data.id(row), row));
    }

    /**
     * Reads a file.
     *
     * @throws DataException with the bad lines, and the samples that have none
     */
    static Column read(Path path, Separator separator, String column, Dataset data) {
        FoldFile file = new FoldFile(path, column, data);
        new CsvFile(path, separator).forEach(file::add);
        return file.column();
    }

    private void add(CsvRow row) {
        if (header.isEmpty()) {
            header = row.cells();
            for (String name : List.of(ID, column)) {
                if (!header.contains(name)) {
                    throw new DataException(path, row.line(), "has no column '" + name + "'");
                }
            }
            return;
        }
        if (row.cells().size() != header.size()) {
            problem(
                    row.line(),
                    "expects " + header.size() + " columns, found "
                            + row.cells().size());
            return;
        }
        String id = row.cells().get(header.indexOf(ID));
        String fold = row.cells().get(header.indexOf(column));
        Integer sample = rows.get(id);
        if (sample == null) {
            problem(row.line(), "there is no sample '" + id + "' in the data");
        } else if (lines[sample] > 0) {
            problem(row.line(), "sample '" + id + "' is that of line " + lines[sample] + ", too");
        } else {
            lines[sample] = row.line();
            folds[sample] = fold;
            if (fold.isBlank()) {
                problem(row.line(), "sample '" + id + "' has no fold");
            }
        }
    }

    private void problem(int line, String message) {
        wrong++;
        if (problems.size() < DataException.MOST) {
            problems.add(new Problem(path, line, message));
        }
    }

    private Column column() {
        int[] missing =
                IntStream.range(0, folds.length).filter(row -> lines[row] == 0).toArray();
        if (missing.length > 0) {
            problem(
                    0,
                    "has no line for %d of %d samples, the first is '%s'"
                            .formatted(missing.length, folds.length, data.id(missing[0])));
        }
        if (wrong > 0) {
            throw new DataException(problems, wrong);
        }
        return new Column(
                path + ": " + column,
                Arrays.stream(folds).map(Objects::requireNonNull).toList());
    }
}
