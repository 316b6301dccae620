package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.Matrix;

/** Small steps that both parts of a block take with their rows. */
final class Rows {

    /** Times any positive number that matters, this is at least 1. */
    private static final float STEEP = 1e38f;

    private Rows() {}

    /** Writes rows of {@code width} elements to a matrix with one more column, of ones. */
    static void writeWithOnes(float[] rows, int width, Matrix to) {
        int place = (int) to.start();
        for (int row = 0; row < to.rows(); row++) {
            to.memory().write(place, rows, row * width, width);
            to.memory().set(place + width, 1);
            place += to.stride();
        }
    }

    /** {@code slopes *= values > 0}, for values that are not negative; without a branch, so that it vectorizes. */
    static void gate(float[] values, float[] slopes, int count) {
        for (int i = 0; i < count; i++) {
            slopes[i] *= Math.min(1, values[i] * STEEP);
        }
    }
}
