package io.foldwise.plugin.image.file;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The EXIF block of a JPEG (JEITA CP-3451) or a PNG (eXIf), a small TIFF in front of the pixels, of which one field is asked for.
 * Libraries read all of its values, which in a hostile file take many times its size.
 */
final class ExifBlock {

    /** Of a file, that are looked at in front of its pixels. */
    private static final int MOST_PARTS = 1000;
    /** What one may have in a JPEG; the field is at a block's beginning. */
    private static final int MOST_BYTES = 1 << 16;

    private static final int JPEG_SIGNATURE = 2;
    private static final int MARKER = 0xff;
    private static final int APP1 = 0xe1;
    private static final int START_OF_PIXELS = 0xda;
    private static final String NAME = "Exif\0";

    private static final int PNG_SIGNATURE = 8;
    private static final int CHECKSUM = 4;

    private ExifBlock() {}

    /** Looks for it; a block that is damaged is as none. */
    static Orientation orientation(ImageInputStream file, ImageFormat format) throws IOException {
        try {
            return format == ImageFormat.JPEG ? ofJpeg(file) : ofPng(file);
        } catch (EOFException | IndexOutOfBoundsException | UnreadableImageException damaged) { // streams end as either
            return Orientation.AS_STORED;
        }
    }

    private static Orientation ofJpeg(ImageInputStream file) throws IOException {
        file.seek(JPEG_SIGNATURE);
        for (int part = 0; part < MOST_PARTS && file.readUnsignedByte() == MARKER; part++) {
            int type = file.readUnsignedByte();
            if (type == START_OF_PIXELS) {
                break;
            } else if (type == MARKER) { // the one before filled up
                file.seek(file.getStreamPosition() - 1);
                continue;
            }
            long end = file.getStreamPosition();
            end += file.readUnsignedShort();
            int bytes = (int) (end - file.getStreamPosition());
            if (type == APP1
                    && bytes > NAME.length()
                    && text(file, NAME.length()).equals(NAME)) {
                file.readUnsignedByte(); // fills up
                return ofBlock(file, bytes - NAME.length() - 1);
            }
            file.seek(end);
        }
        return Orientation.AS_STORED;
    }

    private static Orientation ofPng(ImageInputStream file) throws IOException {
        file.seek(PNG_SIGNATURE);
        for (int part = 0; part < MOST_PARTS; part++) {
            long bytes = file.readUnsignedInt();
            String type = text(file, Integer.BYTES);
            if (type.equals("IDAT")) {
                break;
            } else if (type.equals("eXIf")) {
                return ofBlock(file, (int) Math.min(bytes, MOST_BYTES));
            }
            file.seek(file.getStreamPosition() + bytes + CHECKSUM);
        }
        return Orientation.AS_STORED;
    }

    private static Orientation ofBlock(ImageInputStream file, int bytes) throws IOException {
        byte[] block = new byte[bytes];
        file.readFully(block);
        return TiffFile.orientation(new MemoryCacheImageInputStream(new ByteArrayInputStream(block)));
    }

    private static String text(ImageInputStream file, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
