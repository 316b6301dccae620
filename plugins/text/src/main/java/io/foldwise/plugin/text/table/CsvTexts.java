package io.foldwise.plugin.text.table;

import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.Separator;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The rows of a CSV file, as many of its columns as are wanted. */
final class CsvTexts {

    private final Path file;
    private final Separator separator;
    private TableHeader header;
    private int[] indices;

    CsvTexts(Path file, Separator separator) {
        this.file = file;
        this.separator = separator;
    }

    TextTable read(TextRows rows) {
        new CsvFile(file, separator).forEach(row -> {
            if (header == null) {
                begin(TableHeader.of(file, row), rows);
            } else {
                rows.add(() -> cells(row));
            }
        });
        return rows.table();
    }

    private void begin(TableHeader found, TextRows rows) {
        List<String> wanted = rows.columns(found.columns()::contains);
        found.refuse(found.missing(wanted.stream()));
        header = found;
        indices = header.indices(wanted);
    }

    private RowCells cells(CsvRow row) {
        RowCells all = header.cells(row);
        return new RowCells(
                file,
                row.line(),
                Arrays.stream(indices).mapToObj(all.cells()::get).toList());
    }
}
