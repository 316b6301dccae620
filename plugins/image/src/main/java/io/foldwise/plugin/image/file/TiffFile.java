package io.foldwise.plugin.image.file;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * Checks a TIFF (revision 6.0): that it has one image, and says each thing of it once. The JDK's reader follows a chain of images
 * that comes back to itself without end, and reads the value of a field again each time that the field occurs. It does not look at
 * the orientation.
 */
final class TiffFile {

    /** Byte order and a number in front of where the first directory begins. */
    private static final int SIGNATURE = 4;
    /** Type, count and value of a field, behind its tag. */
    private static final int BEHIND_TAG = 10;

    private static final int ORIENTATION = 274;
    private static final int TYPE_SHORT = 3;

    private TiffFile() {}

    /**
     * Looks at the first directory.
     *
     * @throws UnreadableImageException if there is another one, or a field twice
     */
    static Orientation checked(ImageInputStream file) throws IOException {
        int fields = fieldsOfFirstDirectory(file);
        Orientation orientation = Orientation.AS_STORED;
        Set<Integer> tags = new HashSet<>();
        for (int field = 0; field < fields; field++) {
            int tag = file.readUnsignedShort();
            if (!tags.add(tag)) {
                throw new UnreadableImageException("is a TIFF whose field " + tag + " occurs twice");
            } else if (tag == ORIENTATION) {
                orientation = readOrientation(file);
            } else {
                file.skipBytes(BEHIND_TAG);
            }
        }
        long next = file.readUnsignedInt();
        if (next != 0 && next < file.length()) {
            throw new UnreadableImageException("is a TIFF of several images; files of one are read");
        }
        return orientation;
    }

    /**
     * Looks for the field in the first directory, whatever else is wrong.
     *
     * @throws UnreadableImageException if it is no TIFF
     */
    static Orientation orientation(ImageInputStream file) throws IOException {
        int fields = fieldsOfFirstDirectory(file);
        for (int field = 0; field < fields; field++) {
            if (file.readUnsignedShort() == ORIENTATION) {
                return readOrientation(file);
            }
            file.skipBytes(BEHIND_TAG);
        }
        return Orientation.AS_STORED;
    }

    private static int fieldsOfFirstDirectory(ImageInputStream file) throws IOException {
        byte[] signature = new byte[SIGNATURE];
        file.readFully(signature);
        if (!ImageFormat.of(signature).equals(Optional.of(ImageFormat.TIFF))) {
            throw new UnreadableImageException("is no TIFF");
        }
        file.setByteOrder(signature[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.seek(file.readUnsignedInt());
        return file.readUnsignedShort();
    }

    private static Orientation readOrientation(ImageInputStream file) throws IOException {
        int type = file.readUnsignedShort();
        long count = file.readUnsignedInt();
        int value = file.readUnsignedShort();
        file.skipBytes(Short.BYTES); // a value has four bytes
        return type == TYPE_SHORT && count == 1 ? Orientation.of(value) : Orientation.AS_STORED;
    }
}
