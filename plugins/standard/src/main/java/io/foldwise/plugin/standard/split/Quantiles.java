package io.foldwise.plugin.standard.split;

import java.util.Arrays;

/**
 * Sorts numbers into bins of about equal size, by their ranks. Equal numbers share a bin, so bins may be larger, and some empty,
 * where numbers repeat.
 */
final class Quantiles {

    private Quantiles() {}

    /** The bin of each number, from 0. */
    static int[] bins(float[] numbers, int bins) {
        float[] sorted = new float[numbers.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = numbers[i] + 0f; // -0 becomes 0, which it equals
        }
        Arrays.sort(sorted);
        int[] bin = new int[numbers.length];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = (int) ((long) first(sorted, numbers[i] + 0f) * bins / sorted.length);
        }
        return bin;
    }

    /** The rank of a number, the least of equals. */
    private static int first(float[] sorted, float number) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Float.compare(sorted[middle], number) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
