package io.foldwise.toolkit.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.List;

/** Makes rows of cells: the limit is ours, and far wider than that of the library's own records. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

    /** A cell takes tens of bytes, be it empty. */
    static final int MOST_CELLS = 1 << 20;

    private List<String> cells = new ArrayList<>();

    /** A row of more than {@link #MOST_CELLS}. */
    static final class TooManyCellsException extends CsvParseException {

        private static final long serialVersionUID = 1;

        TooManyCellsException() {
            super("more than " + MOST_CELLS + " cells in a row");
        }
    }

    @Override
    protected void handleBegin(long line) {
        cells = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int from, int length, boolean quoted) {
        if (index >= MOST_CELLS) {
            throw new TooManyCellsException();
        }
        cells.add(new String(buffer, from, length));
    }

    @Override
    protected void handleEmpty() {
        cells.add(""); // as an empty line is the row of one empty cell
    }

    @Override
    protected CsvRow buildRecord() {
        return new CsvRow((int) getStartingLineNumber(), cells);
    }
}
