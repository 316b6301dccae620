package io.foldwise.layers.cpu;

/**
 * Loops over parts of heap arrays. Each is its own small method because that is what the compiler vectorizes; inlined by
 * hand into larger loops they run several times slower.
 */
public final class Loops {

    private Loops() {}

    /** {@code to += from} */
    public static void add(float[] from, int at, float[] to, int start, int count) {
        for (int i = 0; i < count; i++) {
            to[start + i] += from[at + i];
        }
    }

    /** {@code to += factor from} */
    public static void addScaled(float factor, float[] from, int at, float[] to, int start, int count) {
        for (int i = 0; i < count; i++) {
            to[start + i] = Math.fma(factor, from[at + i], to[start + i]);
        }
    }

    /** {@code values *= factor} */
    public static void scale(float factor, float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] *= factor;
        }
    }

    /** {@code values *= factors} */
    public static void multiply(float[] factors, int at, float[] values, int start, int count) {
        for (int i = 0; i < count; i++) {
            values[start + i] *= factors[at + i];
        }
    }

    /** {@code to += from factors} */
    public static void addProduct(float[] from, int at, float[] factors, int place, float[] to, int start, int count) {
        for (int i = 0; i < count; i++) {
            to[start + i] = Math.fma(from[at + i], factors[place + i], to[start + i]);
        }
    }

    /**
     * Writes every column of a matrix to a row of its own. Eight rows of the matrix become eight neighbours at a time: one
     * element at a time takes three times as long, and ten times where neighbours share a place in the cache.
     *
     * @param matrix {@code [height, width]}, from element {@code start} on
     * @param rows the column {@code c} goes to {@code rows[first + c * step]}
     */
    public static void columnsToRows(
            float[] matrix, int start, int height, int width, float[][] rows, int first, int step) {
        int row = 0;
        for (; row + 8 <= height; row += 8) {
            eightToRows(matrix, start + row * width, width, rows, first, step, row);
        }
        for (; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rows[first + column * step][row] = matrix[start + row * width + column];
            }
        }
    }

    private static void eightToRows(
            float[] matrix, int start, int width, float[][] rows, int first, int step, int place) {
        for (int column = 0; column < width; column++) {
            float[] row = rows[first + column * step];
            int from = start + column;
            row[place] = matrix[from];
            row[place + 1] = matrix[from + width];
            row[place + 2] = matrix[from + 2 * width];
            row[place + 3] = matrix[from + 3 * width];
            row[place + 4] = matrix[from + 4 * width];
            row[place + 5] = matrix[from + 5 * width];
            row[place + 6] = matrix[from + 6 * width];
            row[place + 7] = matrix[from + 7 * width];
        }
    }

    /** The way back from {@link #columnsToRows}. */
    public static void rowsToColumns(
            float[][] rows, int first, int step, float[] matrix, int start, int height, int width) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                matrix[start + row * width + column] = rows[first + column * step][row];
            }
        }
    }

    /** The inner product, summed up in four parts. */
    public static float dot(float[] a, int from, float[] b, int at, int count) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            sum0 = Math.fma(a[from + i], b[at + i], sum0);
            sum1 = Math.fma(a[from + i + 1], b[at + i + 1], sum1);
            sum2 = Math.fma(a[from + i + 2], b[at + i + 2], sum2);
            sum3 = Math.fma(a[from + i + 3], b[at + i + 3], sum3);
        }
        for (; i < count; i++) {
            sum0 = Math.fma(a[from + i], b[at + i], sum0);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** The sum of some elements, in four parts. */
    public static float sum(float[] values, int start, int count) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = start;
        for (; i + 4 <= start + count; i += 4) {
            sum0 += values[i];
            sum1 += values[i + 1];
            sum2 += values[i + 2];
            sum3 += values[i + 3];
        }
        for (; i < start + count; i++) {
            sum0 += values[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** The largest of some elements, of which there must be one. */
    public static float maximum(float[] values, int start, int count) {
        float largest = values[start];
        for (int i = start + 1; i < start + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }
}
