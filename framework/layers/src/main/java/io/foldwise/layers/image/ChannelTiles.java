package io.foldwise.layers.image;

import java.util.Arrays;

/**
 * Tiles of some hundred elements, a whole number of times {@code [channels]}. One number per channel spreads out over a
 * tile, so that loops over tiles know nothing of channels; sums over tiles fold up again.
 */
final class ChannelTiles {

    private static final int SIZE = 512;

    private final int channels;
    private final int repetitions;

    ChannelTiles(int channels) {
        this.channels = channels;
        this.repetitions = Math.max(1, SIZE / channels);
    }

    float[] empty() {
        return new float[repetitions * channels];
    }

    void spread(float[] perChannel, float[] tile) {
        for (int repetition = 0; repetition < repetitions; repetition++) {
            System.arraycopy(perChannel, 0, tile, repetition * channels, channels);
        }
    }

    /** The sum of a tile for every channel. */
    double[] sums(float[] tile) {
        double[] perChannel = new double[channels];
        addTo(perChannel, tile);
        return perChannel;
    }

    /** Adds the sum of a tile for every channel to what is there, and sets the tile to zero. */
    void empty(float[] tile, double[] perChannel) {
        addTo(perChannel, tile);
        Arrays.fill(tile, 0);
    }

    private void addTo(double[] perChannel, float[] tile) {
        for (int start = 0; start < tile.length; start += channels) {
            for (int channel = 0; channel < channels; channel++) {
                perChannel[channel] += tile[start + channel];
            }
        }
    }
}
