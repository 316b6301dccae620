package io.foldwise.plugin.signal.picture;

/** What a network reads in place of brightness, which is 1 on lines and 0 elsewhere. */
public enum Brightness {
    /** Brightness itself. */
    UNIT,
    /**
     * Less the mean of ImageNet's images and divided by their deviation, channel by channel, as published weights expect; a single
     * channel by the means of these.
     */
    IMAGENET;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float[] MEAN_OF_ALL = {0.449f};
    private static final float[] DEVIATION_OF_ALL = {0.226f};

    /**
     * Writes an image as the network reads it, {@code [height, width, channels]}.
     *
     * @param pixels {@code [height, width]}
     * @param from where it begins among the numbers of a batch
     */
    void write(float[] pixels, int channels, float[] batch, int from) {
        float[] mean = channels == 1 ? MEAN_OF_ALL : MEAN;
        float[] deviation = channels == 1 ? DEVIATION_OF_ALL : DEVIATION;
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                batch[from + pixel * channels + channel] =
                        this == UNIT ? pixels[pixel] : (pixels[pixel] - mean[channel]) / deviation[channel];
            }
        }
    }
}
