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
        float[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int[] bin = new int[numbers.length];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = (int) ((long) first(sorted, numbers[i]) * bins / sorted.length);
        }
        return bin;
    }

    /** The rank of a number, the least of equals. */
    private static int first(float[] sorted, float number) {
        int place = Arrays.binarySearch(sorted, number);
        while (place > 0 && sorted[place - 1] == number) {
            place--;
        }
        return place;
    }
}
