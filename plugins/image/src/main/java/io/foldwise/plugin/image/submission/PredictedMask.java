package io.foldwise.plugin.image.submission;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.pixel.Resampling;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;

/**
 * The probabilities of one class in one image, in the size in which they are handed out.
 *
 * @param probabilities {@code [height, width]}, row by row
 */
record PredictedMask(int height, int width, float[] probabilities) {

    /**
     * Takes a class out of a prediction. In another size, probabilities are interpolated, and not the mask that they lead to.
     *
     * @param prediction {@code [height, width, classes]}
     */
    static PredictedMask of(Tensor prediction, int ofClass, int height, int width) {
        int classes = prediction.shape()[2];
        float[] one = new float[prediction.values().length / classes];
        for (int pixel = 0; pixel < one.length; pixel++) {
            one[pixel] = prediction.values()[pixel * classes + ofClass];
        }
        int before = prediction.shape()[0];
        int across = prediction.shape()[1];
        return before == height && across == width
                ? new PredictedMask(height, width, one)
                : new PredictedMask(height, width, Resampling.smooth(one, before, across, 1, height, width));
    }

    /** Where the probability is larger. */
    boolean[] above(double threshold) {
        boolean[] mask = new boolean[probabilities.length];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = probabilities[pixel] > threshold;
        }
        return mask;
    }

    /** Whether all are probabilities. */
    boolean sound() {
        for (float probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                return false;
            }
        }
        return true;
    }

    /** The masks that a task asks for. */
    static Masks head(Task task) {
        return task.heads().stream()
                .filter(Masks.class::isInstance)
                .map(Masks.class::cast)
                .findFirst()
                .orElseThrow(() -> new IncompatibleException("writes masks, but the data asks for none"));
    }
}
