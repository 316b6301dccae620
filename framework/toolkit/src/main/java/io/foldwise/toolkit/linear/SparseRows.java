package io.foldwise.toolkit.linear;

/**
 * A matrix of few numbers, row after row.
 *
 * @param width the number of columns
 * @param starts where each row's cells start, with the end of the last row behind them, [rows + 1]
 * @param columns the column of each cell, ascending within a row
 * @param values the number in each cell
 */
public record SparseRows(int width, int[] starts, int[] columns, float[] values) {

    /** Of rows that have a number in every column. */
    public static SparseRows dense(float[][] rows, int width) {
        int[] starts = new int[rows.length + 1];
        int[] columns = new int[Math.multiplyExact(rows.length, width)];
        float[] values = new float[columns.length];
        for (int row = 0; row < rows.length; row++) {
            starts[row + 1] = starts[row] + width;
            for (int column = 0; column < width; column++) {
                columns[starts[row] + column] = column;
                values[starts[row] + column] = rows[row][column];
            }
        }
        return new SparseRows(width, starts, columns, values);
    }

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
