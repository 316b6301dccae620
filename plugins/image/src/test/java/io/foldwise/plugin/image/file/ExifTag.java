package io.foldwise.plugin.image.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Puts EXIF blocks into files of images, as cameras do. */
public final class ExifTag {

    /** Where in a block the one field's type stands. */
    static final int TYPE = 12;
    /** Where in a block the one field's value stands. */
    static final int VALUE = 18;

    private static final int JPEG_SIGNATURE = 2;
    private static final int PNG_BEGINNING = 33; // signature and IHDR
    private static final int APP1 = 0xffe1;

    private ExifTag() {}

    /** A block with nothing but an orientation. */
    static byte[] block(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(26).order(order);
        block.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.ISO_8859_1));
        block.putShort((short) 42).putInt(8); // where the directory begins
        block.putShort((short) 1); // fields
        block.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return block.array();
    }

    /** Behind the beginning of a JPEG. */
    static byte[] inJpeg(byte[] jpeg, byte[] block) {
        byte[] name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + name.length + block.length)
                .put(jpeg, 0, JPEG_SIGNATURE)
                .putShort((short) APP1)
                .putShort((short) (2 + name.length + block.length))
                .put(name)
                .put(block)
                .put(jpeg, JPEG_SIGNATURE, jpeg.length - JPEG_SIGNATURE)
                .array();
    }

    /** Behind the header of a PNG. */
    static byte[] inPng(byte[] png, byte[] block) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + block.length);
        chunk.putInt(block.length)
                .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                .put(block);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 4 + block.length);
        chunk.putInt((int) checksum.getValue());
        return ByteBuffer.allocate(png.length + chunk.capacity())
                .put(png, 0, PNG_BEGINNING)
                .put(chunk.array())
                .put(png, PNG_BEGINNING, png.length - PNG_BEGINNING)
                .array();
    }

    /** Says of a PNG how it is to be turned. */
    public static void turn(Path png, int orientation) {
        try {
            Files.write(png, inPng(Files.readAllBytes(png), block(orientation, ByteOrder.BIG_ENDIAN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image in a format of the JDK. */
    static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
