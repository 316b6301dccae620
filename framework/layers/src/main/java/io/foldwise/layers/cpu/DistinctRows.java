package io.foldwise.layers.cpu;

import java.util.Arrays;

/**
 * Which rows of a matrix are equal. Sequences of words repeat their words: what is computed of a row need be computed once
 * only.
 */
public final class DistinctRows {

    private static final int EMPTY = -1;
    private static final int SAMPLED = 8;

    private int[] numbers = new int[0];
    private int[] firstRows = new int[0];
    private int[] hashes = new int[0];
    private int[] slots = new int[0];
    private int count;

    /**
     * Looks at the rows, and forgets those of the last time.
     *
     * @param values {@code [rows, width]}
     */
    public void find(float[] values, int rows, int width) {
        reserve(rows);
        count = 0;
        for (int row = 0; row < rows; row++) {
            int hash = hash(values, row * width, width);
            int slot = hash & (slots.length - 1);
            while (slots[slot] != EMPTY && !same(slots[slot], hash, values, row * width, width)) {
                slot = (slot + 1) & (slots.length - 1);
            }
            if (slots[slot] == EMPTY) {
                slots[slot] = count;
                hashes[count] = hash;
                firstRows[count] = row;
                count++;
            }
            numbers[row] = slots[slot];
        }
    }

    private void reserve(int rows) {
        if (numbers.length < rows) {
            numbers = new int[rows];
            firstRows = new int[rows];
            hashes = new int[rows];
            slots = new int[Integer.highestOneBit(Math.max(1, rows)) * 4];
        }
        Arrays.fill(slots, EMPTY);
    }

    /** Of some elements of the row, spread over it. */
    private static int hash(float[] values, int start, int width) {
        int hash = 0;
        int step = Math.max(1, width / SAMPLED);
        for (int i = start; i < start + width; i += step) {
            hash = 31 * hash + Float.floatToRawIntBits(values[i]);
        }
        return hash ^ hash >>> 15;
    }

    private boolean same(int number, int hash, float[] values, int start, int width) {
        int first = firstRows[number] * width;
        return hashes[number] == hash && Arrays.equals(values, first, first + width, values, start, start + width);
    }

    /** Number of different rows. */
    public int count() {
        return count;
    }

    /** Which of the different rows a row is, in the order of their first occurrence. */
    public int number(int row) {
        return numbers[row];
    }

    /** Copies the different rows, in their order. */
    public void copy(float[] values, int width, float[] to) {
        for (int number = 0; number < count; number++) {
            System.arraycopy(values, firstRows[number] * width, to, number * width, width);
        }
    }
}
