package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.data.Tensor;

/** The mean of all numbers of an image. */
final class Mean {

    private Mean() {}

    static double of(Tensor image) {
        double sum = 0;
        for (float value : image.values()) {
            sum += value;
        }
        return sum / image.values().length;
    }
}
