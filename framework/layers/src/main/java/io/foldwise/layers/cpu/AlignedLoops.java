package io.foldwise.layers.cpu;

/**
 * Loops in which all arrays go by the same index. Only these are vectorized, at 0.05 ns an element: with an offset of its
 * own for every array, as {@link Loops} allow, the compiler must fear that two of them overlap, and takes 0.25 ns.
 */
public final class AlignedLoops {

    /** Times any number that matters, this is at least 1. */
    private static final float STEEP = 1e38f;

    private AlignedLoops() {}

    /** 1 for positive numbers, 0 for others; in a loop, a comparison would not vectorize. */
    public static float step(float value) {
        return Math.min(1, Math.max(0, value * STEEP));
    }

    /** The same down to the smallest numbers there are: for differences of numbers that are nearly equal. */
    public static float sharpStep(float value) {
        return Math.min(1, Math.max(0, value * STEEP * STEEP));
    }

    /** {@code to += from} */
    public static void add(float[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += from[i];
        }
    }

    /** {@code to = (to + first) + second} */
    public static void addBoth(float[] first, float[] second, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = to[i] + first[i] + second[i];
        }
    }

    /** {@code to = first + second} */
    public static void sum(float[] first, float[] second, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = first[i] + second[i];
        }
    }

    /** {@code to = (first + second) + third} */
    public static void sum(float[] first, float[] second, float[] third, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = first[i] + second[i] + third[i];
        }
    }

    /** {@code to += factor from} */
    public static void addScaled(float factor, float[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.fma(factor, from[i], to[i]);
        }
    }

    /** {@code values -= amounts} */
    public static void subtract(float[] amounts, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] -= amounts[i];
        }
    }

    /** {@code values *= factors} */
    public static void multiply(float[] factors, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factors[i];
        }
    }

    /** {@code to += values factors} */
    public static void addProduct(float[] values, float[] factors, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.fma(values[i], factors[i], to[i]);
        }
    }

    /** {@code to = values factors + offsets} */
    public static void affine(float[] values, float[] factors, float[] offsets, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.fma(values[i], factors[i], offsets[i]);
        }
    }

    /** {@code values = 1 / values} */
    public static void invert(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = 1 / values[i];
        }
    }

    /** {@code highest = max(highest, values)} */
    public static void raise(float[] values, float[] highest, int count) {
        for (int i = 0; i < count; i++) {
            highest[i] = Math.max(highest[i], values[i]);
        }
    }

    /** {@code to = max(0, values)} */
    public static void positive(float[] values, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.max(0, values[i]);
        }
    }

    /** {@code gradient = gradient} where {@code values > 0}, zero elsewhere. */
    public static void gate(float[] values, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] *= step(values[i]);
        }
    }
}
