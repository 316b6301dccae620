package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.data.Tensor;

/** Moves probabilities so that 0.5 is where a threshold was: what is above is predicted, and the order of pixels stays. */
final class Threshold {

    private static final float LEAST_ABOVE_HALF = Math.nextUp(0.5f);

    private Threshold() {}

    /** {@code p / 2t} up to the threshold, {@code 1 - (1 - p) / (2 - 2t)} above it. */
    static float moved(float probability, float threshold) {
        if (probability > threshold) {
            return Math.max(LEAST_ABOVE_HALF, 1 - (1 - probability) / (1 - threshold) / 2);
        }
        return threshold == 0 ? 0 : Math.min(0.5f, probability / threshold / 2);
    }

    /** Moves the pixels of one class. */
    static void move(float[] cells, int ofClass, int classes, double threshold) {
        for (int cell = ofClass; cell < cells.length; cell += classes) {
            cells[cell] = moved(cells[cell], (float) threshold);
        }
    }

    /** Takes all pixels from one class. */
    static void empty(float[] cells, int ofClass, int classes) {
        for (int cell = ofClass; cell < cells.length; cell += classes) {
            cells[cell] = 0;
        }
    }

    /** How many pixels of one class are above a threshold. */
    static int above(Tensor prediction, int ofClass, double threshold) {
        float[] cells = prediction.values();
        int classes = prediction.shape()[2];
        float limit = (float) threshold;
        int above = 0;
        for (int cell = ofClass; cell < cells.length; cell += classes) {
            above += cells[cell] > limit ? 1 : 0;
        }
        return above;
    }
}
