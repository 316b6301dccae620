package io.foldwise.plugin.image.pixel;

/**
 * An image.
 *
 * @param samples {@code [height, width, channels]}, row by row
 */
public record Pixels(int height, int width, int channels, Samples samples) {

    public Pixels {
        if (Math.multiplyExact(Math.multiplyExact(height, width), channels) != samples.length()) {
            throw new IllegalArgumentException(
                    samples.length() + " numbers do not fill " + height + " x " + width + " x " + channels);
        }
    }

    /** With one channel or three: the luma of red, green and blue (ITU-R BT.601), or grey three times. */
    public Pixels withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        float[] converted = new float[Math.multiplyExact(height * width, wanted)];
        for (int pixel = 0; pixel < height * width; pixel++) {
            if (wanted == 1) {
                converted[pixel] = 0.299f * samples.get(3 * pixel)
                        + 0.587f * samples.get(3 * pixel + 1)
                        + 0.114f * samples.get(3 * pixel + 2);
            } else {
                for (int channel = 0; channel < wanted; channel++) {
                    converted[wanted * pixel + channel] = samples.get(pixel);
                }
            }
        }
        return new Pixels(height, width, wanted, samples.like(converted));
    }

    /** In another size, see {@link Resampling}. */
    public Pixels resized(int toHeight, int toWidth) {
        if (toHeight == height && toWidth == width) {
            return this;
        }
        float[] values = new float[samples.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.get(i);
        }
        float[] resized = Resampling.smooth(values, height, width, channels, toHeight, toWidth);
        return new Pixels(toHeight, toWidth, channels, samples.like(resized));
    }
}
