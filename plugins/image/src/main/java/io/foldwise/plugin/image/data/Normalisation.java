package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Samples;

/** What a network reads in place of brightness from 0 to 1. */
public enum Normalisation {
    /** Brightness itself. */
    UNIT,
    /** Mean 0 and deviation 1 in every image, all channels together; an image of one brightness becomes 0. */
    STANDARD,
    /**
     * Less the mean of ImageNet's images and divided by their deviation, channel by channel, as published weights expect; a
     * single channel by the means of these.
     */
    IMAGENET;

    private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
    private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};

    /**
     * Writes an image as the network reads it.
     *
     * @param image {@code [height, width, channels]}
     * @param from where it begins among the numbers of a batch
     */
    void write(Samples image, int channels, float[] batch, int from) {
        switch (this) {
            case UNIT -> write(image, new Scale(0, 1), 0, 1, batch, from);
            case STANDARD -> write(image, Scale.of(image), 0, 1, batch, from);
            case IMAGENET -> {
                for (int channel = 0; channel < channels; channel++) {
                    write(image, imageNet(channels, channel), channel, channels, batch, from);
                }
            }
        }
    }

    private static Scale imageNet(int channels, int channel) {
        return channels == 3
                ? new Scale(IMAGENET_MEAN[channel], IMAGENET_DEVIATION[channel])
                : new Scale(
                        (IMAGENET_MEAN[0] + IMAGENET_MEAN[1] + IMAGENET_MEAN[2]) / 3,
                        (IMAGENET_DEVIATION[0] + IMAGENET_DEVIATION[1] + IMAGENET_DEVIATION[2]) / 3);
    }

    private static void write(Samples image, Scale scale, int first, int step, float[] batch, int from) {
        float mean = (float) scale.mean;
        float factor = (float) (1 / scale.deviation);
        for (int i = first; i < image.length(); i += step) {
            batch[from + i] = (image.get(i) - mean) * factor;
        }
    }

    private record Scale(double mean, double deviation) {

        static Scale of(Samples image) {
            double sum = 0;
            for (int i = 0; i < image.length(); i++) {
                sum += image.get(i);
            }
            double mean = sum / image.length();
            double squares = 0;
            for (int i = 0; i < image.length(); i++) {
                double apart = image.get(i) - mean;
                squares += apart * apart;
            }
            double deviation = Math.sqrt(squares / image.length());
            return new Scale(mean, deviation < 1e-6 ? 1 : deviation);
        }
    }
}
