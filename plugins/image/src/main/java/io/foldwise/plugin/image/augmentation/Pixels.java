package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.data.Tensor;
import java.util.function.IntBinaryOperator;

/** Pixels that move to other places as they are. */
final class Pixels {

    private Pixels() {}

    /**
     * An image of another's pixels.
     *
     * @param image {@code [height, width, channels]}
     * @param source of a row and a column of the result, the number of the pixel, row by row, that comes there
     */
    static Tensor from(Tensor image, int height, int width, IntBinaryOperator source) {
        int channels = image.shape()[2];
        float[] to = new float[height * width * channels];
        int pixel = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++, pixel++) {
                int from = source.applyAsInt(row, column) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to[pixel * channels + channel] = image.values()[from + channel];
                }
            }
        }
        return new Tensor(to, height, width, channels);
    }
}
