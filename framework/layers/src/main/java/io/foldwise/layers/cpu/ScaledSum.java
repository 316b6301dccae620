package io.foldwise.layers.cpu;

import java.util.Arrays;

/**
 * A sum of scaled runs of elements, {@code to += sum_i factor_i from[start_i ...]}, collected first and then computed four
 * runs at a time: that halves the traffic between processor and cache, which is what such sums spend their time on.
 */
public final class ScaledSum {

    private float[] factors = new float[16];
    private int[] starts = new int[16];
    private int size;

    /** Adds a term. */
    public void add(float factor, int start) {
        if (size == factors.length) {
            factors = Arrays.copyOf(factors, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
        }
        factors[size] = factor;
        starts[size] = start;
        size++;
    }

    /** Adds the sum of all terms to {@code count} elements from {@code at} on, and forgets the terms. */
    public void addTo(float[] to, int at, float[] from, int count) {
        int i = 0;
        for (; i + 4 <= size; i += 4) {
            addFour(
                    factors[i],
                    factors[i + 1],
                    factors[i + 2],
                    factors[i + 3],
                    from,
                    starts[i],
                    starts[i + 1],
                    starts[i + 2],
                    starts[i + 3],
                    to,
                    at,
                    count);
        }
        for (; i < size; i++) {
            Loops.addScaled(factors[i], from, starts[i], to, at, count);
        }
        size = 0;
    }

    private static void addFour(
            float factor0,
            float factor1,
            float factor2,
            float factor3,
            float[] from,
            int start0,
            int start1,
            int start2,
            int start3,
            float[] to,
            int at,
            int count) {
        for (int i = 0; i < count; i++) {
            float sum = Math.fma(factor3, from[start3 + i], to[at + i]);
            sum = Math.fma(factor2, from[start2 + i], sum);
            sum = Math.fma(factor1, from[start1 + i], sum);
            to[at + i] = Math.fma(factor0, from[start0 + i], sum);
        }
    }
}
