package io.foldwise.plugin.image.dicom;

import java.io.ByteArrayOutputStream;

/** Writes grey images as lossless JPEG (ITU-T T.81, annex H): each value as the difference to its left one. */
final class LosslessJpeg {

    private static final int CATEGORIES = 17;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int pendingBits;

    private LosslessJpeg() {}

    static byte[] of(int[] values, int height, int width, int precision) {
        LosslessJpeg jpeg = new LosslessJpeg();
        jpeg.words(0xffd8, 0xffc3, 11);
        jpeg.bytes.write(precision);
        jpeg.words(height, width);
        jpeg.octets(1, 1, 0x11, 0); // one component
        jpeg.words(0xffc4, 2 + 17 + CATEGORIES);
        jpeg.octets(0, 0, 0, 0, 0, CATEGORIES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0); // all codes of five bits
        for (int category = 0; category < CATEGORIES; category++) {
            jpeg.bytes.write(category);
        }
        jpeg.words(0xffda, 8);
        jpeg.octets(1, 1, 0, 1, 0, 0); // predictor 1
        for (int i = 0; i < values.length; i++) {
            int predicted = i == 0 ? 1 << precision - 1 : i % width == 0 ? values[i - width] : values[i - 1];
            jpeg.difference(values[i] - predicted);
        }
        jpeg.bits(0x7f, 7);
        jpeg.words(0xffd9);
        return jpeg.bytes.toByteArray();
    }

    private void difference(int difference) {
        int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
        bits(category, 5);
        bits(difference < 0 ? difference - 1 & (1 << category) - 1 : difference, category);
    }

    private void bits(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            pending = pending << 1 | value >> bit & 1;
            if (++pendingBits == Byte.SIZE) {
                bytes.write(pending);
                if (pending == 0xff) {
                    bytes.write(0);
                }
                pending = 0;
                pendingBits = 0;
            }
        }
    }

    private void words(int... words) {
        for (int word : words) {
            octets(word >> Byte.SIZE, word);
        }
    }

    private void octets(int... octets) {
        for (int octet : octets) {
            bytes.write(octet);
        }
    }
}
