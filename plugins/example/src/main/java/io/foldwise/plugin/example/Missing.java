package io.foldwise.plugin.example;

import io.foldwise.toolkit.table.RowCells;

/** What becomes of empty cells among features. */
public enum Missing {
    /** They are refused, with their lines. */
    REFUSE,
    /** Of numbers, the median of a fold's training part takes their place; a missing category is none. */
    IMPUTE,
    /** As well, and another feature says where: 1 where the cell was empty. Only of columns that have empty cells there. */
    IMPUTE_AND_MARK;

    /** A feature of that column; NaN where it is missing. */
    float feature(RowCells row, String column, int index) {
        if (row.cells().get(index).isEmpty()) {
            if (this == REFUSE) {
                throw row.wrong("column '" + column + "' is empty; missing = impute fills empty cells");
            }
            return Float.NaN;
        }
        return row.number(column, index);
    }

    /** A category of that column; empty where it is missing. */
    String category(RowCells row, String column, int index) {
        if (this == REFUSE && row.cells().get(index).isEmpty()) {
            throw row.wrong("column '" + column + "' is empty; missing = impute takes it for no category");
        }
        return row.text("column '" + column + "'", index);
    }
}
