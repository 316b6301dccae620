package io.foldwise.toolkit.drawing;

import io.foldwise.spi.data.Tensor;

/**
 * How numbers become brightness.
 *
 * @param low what is drawn black, as is all below
 * @param high what is drawn white, as is all above
 */
public record Brightness(float low, float high) {

    public Brightness {
        if (!(high > low)) {
            throw new IllegalArgumentException("white at " + high + " is not above black at " + low);
        }
    }

    /** From the smallest to the largest number that {@link Drawing} draws of an image or a volume. */
    public static Brightness of(Tensor image) {
        int channels = image.shape()[image.shape().length - 1];
        int step = channels == Drawing.COLOURED ? 1 : channels;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.values().length; i += step) {
            if (Float.isFinite(image.values()[i])) {
                low = Math.min(low, image.values()[i]);
                high = Math.max(high, image.values()[i]);
            }
        }
        return high > low ? new Brightness(low, high) : new Brightness(-1, 1);
    }

    /** From 0 to 255. */
    int level(double value) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, (value - low) / (high - low))));
    }
}
