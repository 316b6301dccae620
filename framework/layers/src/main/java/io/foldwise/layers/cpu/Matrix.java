package io.foldwise.layers.cpu;

/**
 * A matrix in memory, row by row.
 *
 * @param start index of its first element
 * @param rows number of rows, as stored
 * @param columns number of columns, as stored
 * @param stride distance from one row to the next
 * @param transposed whether it is to be read as its transpose
 */
public record Matrix(FloatMemory memory, long start, int rows, int columns, int stride, boolean transposed) {

    /** Rows without gaps, from {@code start} on. */
    public static Matrix of(FloatMemory memory, long start, int rows, int columns) {
        return new Matrix(memory, start, rows, columns, columns, false);
    }

    /** Rows without gaps. */
    public static Matrix of(FloatMemory memory, int rows, int columns) {
        return of(memory, 0, rows, columns);
    }

    public Matrix transpose() {
        return new Matrix(memory, start, rows, columns, stride, !transposed);
    }

    /** Some of its rows, as stored. */
    public Matrix rows(int from, int count) {
        return new Matrix(memory, start + (long) from * stride, count, columns, stride, transposed);
    }

    /** Some of its columns, as stored. */
    public Matrix columns(int from, int count) {
        return new Matrix(memory, start + from, rows, count, stride, transposed);
    }

    int height() {
        return transposed ? columns : rows;
    }

    int width() {
        return transposed ? rows : columns;
    }
}
