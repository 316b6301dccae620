package io.foldwise.plugin.example;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.RowCells;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What cells hold that are no ids and no answers. A cell is missing if it is empty, of blanks alone, or one of the spellings.
 *
 * @param missing what becomes of missing features
 * @param spellings of a missing value, such as NA
 */
record FeatureCells(Missing missing, Set<String> spellings) {

    /** How other programs write that there is no value. */
    private static final Pattern USUAL = Pattern.compile("na|n/a|nan|null|\\?|-", Pattern.CASE_INSENSITIVE);

    /** A number, be it too large, or with a comma for the point. */
    private static final Pattern NUMERAL = Pattern.compile("[+-]?[\\d.,]++(?:[eE][+-]?\\d++)?");

    /** A cell without blanks around it; empty if it is missing. */
    String of(RowCells row, int index) {
        String cell = row.cells().get(index).strip();
        return spellings.contains(cell) ? "" : cell;
    }

    /**
     * A feature; NaN where it is missing.
     *
     * @throws DataException if the cell holds no number, or is missing and must not be
     */
    float number(RowCells row, String column, int index) {
        String cell = of(row, index);
        if (cell.isEmpty()) {
            if (missing == Missing.REFUSE) {
                throw refused(row, column, index, "; missing = impute fills empty cells");
            }
            return Float.NaN;
        }
        if (USUAL.matcher(cell).matches()) {
            throw row.wrong("column '" + column + "' is '" + cell
                    + "', not a finite number; if it stands for a missing value: missing-values = [\"" + cell + "\"]");
        }
        return row.number(column, index);
    }

    /**
     * A category as the cell has it, perhaps with blanks around it; empty where it is missing.
     *
     * @throws DataException if the cell holds control characters, or is missing and must not be
     */
    String category(RowCells row, String column, int index) {
        if (of(row, index).isEmpty()) {
            if (missing == Missing.REFUSE) {
                throw refused(row, column, index, "; missing = impute takes it for no category");
            }
            return "";
        }
        return row.text("column '" + column + "'", index);
    }

    /**
     * The name of a group, without blanks around it.
     *
     * @throws DataException if the cell holds control characters or is missing
     */
    String group(RowCells row, String column, int index) {
        row.text("column '" + column + "'", index);
        String cell = of(row, index);
        if (cell.isEmpty()) {
            throw refused(row, column, index, "");
        }
        return cell;
    }

    /** Whether a cell that is no number is a word: not missing, and not a number that is written in another way. */
    static boolean word(String cell) {
        return !cell.isEmpty()
                && !NUMERAL.matcher(cell).matches()
                && !USUAL.matcher(cell).matches();
    }

    private static DataException refused(RowCells row, String column, int index, String remedy) {
        String cell = row.cells().get(index);
        String state = cell.isBlank() ? "empty" : "'" + cell + "', one of missing-values";
        return row.wrong("column '" + column + "' is " + state + remedy);
    }
}
