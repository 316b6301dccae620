package io.foldwise.plugin.text.ngram;

/**
 * A matrix of few numbers, row after row.
 *
 * @param width the number of columns
 * @param starts where each row's cells start, with the end of the last row behind them, [rows + 1]
 * @param columns the column of each cell, ascending within a row
 * @param values the number in each cell
 */
public record SparseRows(int width, int[] starts, int[] columns, float[] values) {

    /** The number of rows. */
    public int rows() {
        return starts.length - 1;
    }

    /** The inner product of a row with a vector, [width]. */
    public double dot(int row, double[] vector) {
        double sum = 0;
        for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
            sum += values[cell] * vector[columns[cell]];
        }
        return sum;
    }

    /** Adds a multiple of a row to a vector, [width]. */
    public void addTo(double[] vector, int row, double factor) {
        for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
            vector[columns[cell]] += factor * values[cell];
        }
    }
}
