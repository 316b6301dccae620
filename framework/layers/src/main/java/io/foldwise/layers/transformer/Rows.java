package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.Matrix;

/** Small steps that both parts of a block take with their rows. */
final class Rows {

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
}
