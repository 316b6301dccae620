package io.foldwise.layers.cpu;

import java.util.Arrays;

/**
 * The largest value of every column of some rows ({@link HeapRows}), and the earliest row that holds it. Only the maximum of a
 * few rows at a time is compared with the one so far: a plain maximum vectorizes, a comparison that remembers the row does
 * not.
 */
public final class RowMaximum {

    private static final int BLOCK = 8;

    private final int width;
    private final float[] blockMaximum;

    /** @param width number of columns */
    public RowMaximum(int width) {
        this.width = width;
        this.blockMaximum = new float[width];
    }

    /**
     * The maxima alone.
     *
     * @param rows rows of {@code width} elements
     * @param first the first row that counts
     * @param count how many rows count, at least one
     * @param maximum gets the maxima
     * @param place where the maxima go
     */
    public void find(float[][] rows, int first, int count, float[] maximum, int place) {
        raiseToMaximum(rows, first, first + count);
        System.arraycopy(blockMaximum, 0, maximum, place, width);
    }

    /**
     * The maxima and the rows that hold them.
     *
     * @param holders gets the numbers of the rows
     * @param holderPlace where the numbers go
     */
    public void find(float[][] rows, int first, int count, float[] maximum, int place, int[] holders, int holderPlace) {
        int end = first + count;
        for (int from = first; from < end; from += BLOCK) {
            raiseToMaximum(rows, from, Math.min(end, from + BLOCK));
            if (from == first) {
                System.arraycopy(blockMaximum, 0, maximum, place, width);
                Arrays.fill(holders, holderPlace, holderPlace + width, first);
            } else {
                raise(from, maximum, place, holders, holderPlace);
            }
        }
        for (int column = 0; column < width; column++) {
            int block = holders[holderPlace + column];
            holders[holderPlace + column] = row(rows, block, end, column, maximum[place + column]);
        }
    }

    private void raiseToMaximum(float[][] rows, int from, int end) {
        System.arraycopy(rows[from], 0, blockMaximum, 0, width);
        for (int row = from + 1; row < end; row++) {
            AlignedLoops.raise(rows[row], blockMaximum, width);
        }
    }

    /** The row that holds a column's maximum, which is in the few rows that begin with {@code block}. */
    private static int row(float[][] rows, int block, int end, int column, float maximum) {
        int row = block;
        int last = Math.min(end, block + BLOCK) - 1;
        while (row < last && rows[row][column] != maximum) {
            row++;
        }
        return row;
    }

    private void raise(int from, float[] maximum, int place, int[] blocks, int blockPlace) {
        for (int column = 0; column < width; column++) {
            if (blockMaximum[column] > maximum[place + column]) {
                maximum[place + column] = blockMaximum[column];
                blocks[blockPlace + column] = from;
            }
        }
    }
}
