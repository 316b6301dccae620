package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** How many bits a sample of a JPEG has (ITU-T T.81, annex B). */
final class JpegPrecision {

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int FIRST_FRAME = 0xffc0;
    private static final int LAST_FRAME = 0xffcf;
    private static final int HUFFMAN_TABLE = 0xffc4;
    private static final int EXTENSION = 0xffc8;
    private static final int ARITHMETIC_TABLE = 0xffcc;

    private JpegPrecision() {}

    static int of(byte[] file) throws UnreadableImageException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        try {
            if ((bytes.getShort() & 0xffff) == START_OF_IMAGE) {
                while (true) {
                    int marker = bytes.getShort() & 0xffff;
                    int length = bytes.getShort() & 0xffff;
                    if (isFrame(marker)) {
                        return bytes.get();
                    }
                    bytes.position(bytes.position() + Math.max(0, length - Short.BYTES));
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // said below
        }
        throw new UnreadableImageException("is a DICOM file whose compressed pixels are no JPEG");
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLE
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLE;
    }
}
