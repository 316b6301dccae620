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
     * Turns a matrix of {@code rows} times {@code columns} elements. Eight rows become eight neighbours of every row of the
     * result: one element at a time took three times as long, and ten times where neighbours share a place in the cache.
     */
    public static void transpose(float[] from, int rows, int columns, float[] to) {
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            transposeEight(from, row, rows, columns, to);
        }
        for (; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
    }

    private static void transposeEight(float[] from, int row, int rows, int columns, float[] to) {
        for (int column = 0; column < columns; column++) {
            int source = row * columns + column;
            int target = column * rows + row;
            to[target] = from[source];
            to[target + 1] = from[source + columns];
            to[target + 2] = from[source + 2 * columns];
            to[target + 3] = from[source + 3 * columns];
            to[target + 4] = from[source + 4 * columns];
            to[target + 5] = from[source + 5 * columns];
            to[target + 6] = from[source + 6 * columns];
            to[target + 7] = from[source + 7 * columns];
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
