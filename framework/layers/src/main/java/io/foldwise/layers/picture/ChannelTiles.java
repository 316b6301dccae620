package io.foldwise.layers.picture;

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
        for (int channel = 0; channel < channels; channel++) {
            for (int place = channel; place < tile.length; place += channels) {
                perChannel[channel] += tile[place];
            }
        }
        return perChannel;
    }
}
