package io.foldwise.plugin.image.file;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * Checks a TIFF (revision 6.0): that it has one image, and says each thing of it once. The JDK's reader follows a chain of images
 * that comes back to itself without end, and reads the value of a field again each time that the field occurs.
 */
final class TiffFile {

    /** Byte order and a number in front of where the first directory begins. */
    private static final int SIGNATURE = 4;
    /** Type, count and value of a field, behind its tag. */
    private static final int BEHIND_TAG = 10;

    private TiffFile() {}

    /**
     * Looks at the first directory, and leaves the file at its beginning.
     *
     * @throws UnreadableImageException if there is another one, or a field twice
     */
    static void check(ImageInputStream file) throws IOException {
        file.setByteOrder(file.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.seek(SIGNATURE);
        file.seek(file.readUnsignedInt());
        int fields = file.readUnsignedShort();
        Set<Integer> tags = new HashSet<>();
        for (int field = 0; field < fields; field++) {
            int tag = file.readUnsignedShort();
            if (!tags.add(tag)) {
                throw new UnreadableImageException("is a TIFF whose field " + tag + " occurs twice");
            }
            file.skipBytes(BEHIND_TAG);
        }
        long next = file.readUnsignedInt();
        if (next != 0 && next < file.length()) {
            throw new UnreadableImageException("is a TIFF of several images; files of one are read");
        }
        file.seek(0);
    }
}
