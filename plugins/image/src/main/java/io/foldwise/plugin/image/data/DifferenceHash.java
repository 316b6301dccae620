package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Resampling;
import io.foldwise.plugin.image.pixel.Samples;
import java.util.Arrays;

/**
 * What an image looks like from afar: of a thumbnail of 32 rows and 33 columns, whether each pixel is brighter than the one to its
 * left. Copies in another size, brightness or compression differ in a few of the 1024 bits.
 */
record DifferenceHash(long[] bits) {

    private static final int ROWS = 32;
    private static final int COLUMNS = 32;

    static DifferenceHash of(Samples image, ImageSize size, int channels) {
        Samples grey = new Pixels(size.height(), size.width(), channels, image)
                .withChannels(1)
                .samples();
        float[] values = new float[grey.length()];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = grey.get(pixel);
        }
        float[] thumbnail = Resampling.smooth(values, size.height(), size.width(), 1, ROWS, COLUMNS + 1);
        long[] bits = new long[ROWS * COLUMNS / Long.SIZE];
        for (int bit = 0; bit < ROWS * COLUMNS; bit++) {
            int left = bit / COLUMNS * (COLUMNS + 1) + bit % COLUMNS;
            if (thumbnail[left + 1] > thumbnail[left]) {
                bits[bit / Long.SIZE] |= 1L << bit;
            }
        }
        return new DifferenceHash(bits);
    }

    /** The share of bits in which two hashes differ. */
    double distance(DifferenceHash other) {
        int differ = 0;
        for (int i = 0; i < bits.length; i++) {
            differ += Long.bitCount(bits[i] ^ other.bits[i]);
        }
        return differ / (double) (ROWS * COLUMNS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DifferenceHash hash && Arrays.equals(bits, hash.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
