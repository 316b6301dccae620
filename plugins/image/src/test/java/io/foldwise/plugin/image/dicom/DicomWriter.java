package io.foldwise.plugin.image.dicom;

import io.foldwise.toolkit.dicom.DicomHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes small DICOM files: a dozen elements and pixels. */
final class DicomWriter {

    static final int HEIGHT = 6;
    static final int WIDTH = 5;

    private static final Set<String> LONG = Set.of("OB", "OW", "SQ", "UN");
    private static final String SEQUENCE = "SQ";

    private final String syntax;
    private final Map<Integer, Object> elements = new TreeMap<>();

    /** A grey image of 12 bits in 16, not compressed. */
    DicomWriter(String syntax) {
        this.syntax = syntax;
        set(0x00080060, "CR");
        set(0x00081140, SEQUENCE);
        set(DicomHeader.SAMPLES_PER_PIXEL, 1);
        set(DicomHeader.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
        set(DicomHeader.ROWS, HEIGHT);
        set(DicomHeader.COLUMNS, WIDTH);
        set(DicomHeader.BITS_ALLOCATED, 16);
        set(DicomHeader.BITS_STORED, 12);
        set(DicomHeader.HIGH_BIT, 11);
        set(DicomHeader.PIXEL_REPRESENTATION, 0);
    }

    DicomWriter set(int tag, Object textOrNumber) {
        elements.put(tag, textOrNumber);
        return this;
    }

    DicomWriter bits(int allocated, int stored) {
        set(DicomHeader.BITS_ALLOCATED, allocated);
        set(DicomHeader.BITS_STORED, stored);
        return set(DicomHeader.HIGH_BIT, stored - 1);
    }

    private boolean big() {
        return syntax.equals("1.2.840.10008.1.2.2");
    }

    /** Pixels of so many bytes each, as they are. */
    byte[] plain(int[] values, int bytes) {
        ByteBuffer pixels = ByteBuffer.allocate(values.length * bytes + values.length * bytes % 2)
                .order(order());
        for (int value : values) {
            if (bytes == 1) {
                pixels.put((byte) value);
            } else {
                pixels.putShort((short) value);
            }
        }
        return file(pixels.array(), pixels.array().length);
    }

    /** Pixels in pieces. */
    byte[] compressed(byte[]... pieces) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        item(items, 0xe000, new byte[0]);
        for (byte[] piece : pieces) {
            item(items, 0xe000, piece);
        }
        item(items, 0xe0dd, new byte[0]);
        return file(items.toByteArray(), -1);
    }

    private static void item(ByteArrayOutputStream items, int tag, byte[] value) {
        int even = value.length + value.length % 2;
        items.writeBytes(ByteBuffer.allocate(8 + even)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0xfffe)
                .putShort((short) tag)
                .putInt(even)
                .put(value)
                .array());
    }

    private ByteOrder order() {
        return big() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private byte[] file(byte[] pixels, int length) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(element(0x00020010, "UI", text(syntax), ByteOrder.LITTLE_ENDIAN, false));
        ByteArrayOutputStream set = new ByteArrayOutputStream();
        boolean implicit = syntax.equals("1.2.840.10008.1.2");
        elements.forEach((tag, value) -> {
            if (value.equals(SEQUENCE)) {
                set.writeBytes(sequence(implicit));
            } else if (value instanceof Integer number) {
                byte[] bytes = ByteBuffer.allocate(2)
                        .order(order())
                        .putShort(number.shortValue())
                        .array();
                set.writeBytes(element(tag, "US", bytes, order(), implicit));
            } else {
                set.writeBytes(element(tag, "LO", text((String) value), order(), implicit));
            }
        });
        byte[] head = element(0x7fe00010, "OW", new byte[0], order(), implicit);
        ByteBuffer.wrap(head).order(order()).putInt(head.length - 4, length);
        set.writeBytes(head);
        set.writeBytes(pixels);
        file.writeBytes(syntax.equals("1.2.840.10008.1.2.1.99") ? deflated(set.toByteArray()) : set.toByteArray());
        return file.toByteArray();
    }

    /** Of an item with a sequence in it, all of undefined length, which holds what looks like another image's rows. */
    private byte[] sequence(boolean implicit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int depth = 0; depth < 2; depth++) {
            byte[] head = element(0x00081140, "SQ", new byte[0], order(), implicit);
            ByteBuffer.wrap(head).order(order()).putInt(head.length - 4, -1);
            bytes.writeBytes(head);
            bytes.writeBytes(delimiter(0xe000, -1));
            bytes.writeBytes(element(DicomHeader.ROWS, "US", new byte[] {9, 9}, order(), implicit));
        }
        for (int depth = 0; depth < 2; depth++) {
            bytes.writeBytes(delimiter(0xe00d, 0));
            bytes.writeBytes(delimiter(0xe0dd, 0));
        }
        return bytes.toByteArray();
    }

    private byte[] delimiter(int tag, int length) {
        return ByteBuffer.allocate(8)
                .order(order())
                .putShort((short) 0xfffe)
                .putShort((short) tag)
                .putInt(length)
                .array();
    }

    private static byte[] element(int tag, String type, byte[] value, ByteOrder order, boolean implicit) {
        boolean large = implicit || LONG.contains(type);
        ByteBuffer bytes = ByteBuffer.allocate((implicit || !large ? 8 : 12) + value.length)
                .order(order);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (!implicit) {
            bytes.put(text(type));
        }
        if (large && !implicit) {
            bytes.putShort((short) 0);
        }
        if (large) {
            bytes.putInt(value.length);
        } else {
            bytes.putShort((short) value.length);
        }
        return bytes.put(value).array();
    }

    private static byte[] text(String text) {
        return (text.length() % 2 == 0 ? text : text + " ").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return deflated.toByteArray();
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
