package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.data.Tensor;

/**
 * The values between the darkest and the brightest number of an image, all channels together. Augmentations of brightness count
 * in them, since an image may have been normalised: they make the same of it before and after.
 */
record ValueRange(float low, float high) {

    static ValueRange of(Tensor image) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : image.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new ValueRange(low, high);
    }

    float width() {
        return high - low;
    }

    /** The values {@code factor * value + offset}, and those beyond the range at its ends. */
    Tensor line(Tensor image, double factor, double offset) {
        float by = (float) factor;
        float plus = (float) offset;
        float[] values = image.values();
        float[] changed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            changed[i] = Math.max(low, Math.min(high, by * values[i] + plus));
        }
        return image.with(changed);
    }
}
