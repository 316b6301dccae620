package io.foldwise.plugin.image.file;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Checks a PNG (ISO/IEC 15948): that all of it is there, and as it was written. The JDK's reader looks at neither, and unpacks
 * comments of any length.
 */
final class PngFile {

    private static final int SIGNATURE = 8;
    /** Length, type and checksum of a chunk. */
    private static final int FRAME = 12;

    private static final String END = "IEND";
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", END);

    private PngFile() {}

    /**
     * What of a file the pixels depend on.
     *
     * @throws UnreadableImageException if the file is damaged
     */
    static byte[] checked(byte[] file) throws UnreadableImageException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        ByteArrayOutputStream needed = new ByteArrayOutputStream(file.length);
        needed.write(file, 0, SIGNATURE);
        bytes.position(SIGNATURE);
        String type = "";
        while (!type.equals(END)) {
            int start = bytes.position();
            if (bytes.remaining() < FRAME) {
                throw new UnreadableImageException("is a PNG that is cut short");
            }
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining() - FRAME + Integer.BYTES) {
                throw new UnreadableImageException("is a PNG that is cut short");
            }
            type = new String(file, start + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            CRC32 checksum = new CRC32();
            checksum.update(file, start + Integer.BYTES, Integer.BYTES + length);
            int end = start + FRAME + length;
            if (bytes.getInt(end - Integer.BYTES) != (int) checksum.getValue()) {
                throw new UnreadableImageException(
                        "is a PNG that is damaged: the checksum of its part at byte " + start + " is wrong");
            }
            if (NEEDED.contains(type)) {
                needed.write(file, start, FRAME + length);
            }
            bytes.position(end);
        }
        return needed.toByteArray();
    }
}
