package io.foldwise.plugin.image.dicom;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.dicom.DicomLayout;

/** Red, green and blue, of values as they are stored. */
final class ColourValues {

    private static final int MIDDLE = 128;

    private ColourValues() {}

    /** @param stored {@code [rows, columns, 3]} of 8 bits */
    static Pixels pixels(int[] stored, DicomLayout layout) {
        boolean luma = layout.photometric().startsWith("YBR_FULL");
        byte[] colours = new byte[stored.length];
        for (int i = 0; i < stored.length; i += 3) {
            if (luma) {
                write(stored[i], stored[i + 1] - MIDDLE, stored[i + 2] - MIDDLE, colours, i);
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    colours[i + channel] = (byte) stored[i + channel];
                }
            }
        }
        return new Pixels(layout.size().height(), layout.size().width(), 3, new Samples.Bytes(colours));
    }

    /** PS3.3, C.7.6.3.1.2. */
    private static void write(int luma, int blue, int red, byte[] colours, int at) {
        colours[at] = clipped(luma + 1.402 * red);
        colours[at + 1] = clipped(luma - 0.344136 * blue - 0.714136 * red);
        colours[at + 2] = clipped(luma + 1.772 * blue);
    }

    private static byte clipped(double value) {
        return (byte) Math.round(Math.min(255, Math.max(0, value)));
    }
}
