package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Run-length compression (PS3.5, annex G): every byte of every sample is a plane of its own, the highest one first. */
final class PackBits {

    private static final int HEADER = 64;
    private static final int NOTHING = -128;

    private PackBits() {}

    static int[] values(byte[] frame, DicomLayout layout) throws UnreadableImageException {
        int bytesOfSample = layout.allocated() / Byte.SIZE;
        int planes = layout.samples() * bytesOfSample;
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (frame.length < HEADER || header.getInt() != planes) {
            throw new UnreadableImageException("is a DICOM file whose run-length code is not of " + planes + " planes");
        }
        int[] values = new int[layout.numbers()];
        for (int plane = 0; plane < planes; plane++) {
            byte[] bytes = plane(frame, header.getInt(), layout.pixels());
            int sample = plane / bytesOfSample;
            for (int pixel = 0; pixel < bytes.length; pixel++) {
                int place = pixel * layout.samples() + sample;
                values[place] = values[place] << Byte.SIZE | bytes[pixel] & 0xff;
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = layout.value(values[i]);
        }
        return values;
    }

    private static byte[] plane(byte[] frame, int from, int length) throws UnreadableImageException {
        byte[] plane = new byte[length];
        int filled = 0;
        int place = from;
        while (filled < length) {
            if (place < HEADER || place >= frame.length - 1) {
                throw cutShort();
            }
            int count = frame[place++];
            if (count >= 0) {
                int most = Math.min(count + 1, length - filled);
                if (most > frame.length - place) {
                    throw cutShort();
                }
                System.arraycopy(frame, place, plane, filled, most);
                filled += most;
                place += count + 1;
            } else if (count != NOTHING) {
                int end = Math.min(length, filled + 1 - count);
                for (; filled < end; filled++) {
                    plane[filled] = frame[place];
                }
                place++;
            }
        }
        return plane;
    }

    private static UnreadableImageException cutShort() {
        return new UnreadableImageException("is a DICOM file whose run-length code is cut short");
    }
}
