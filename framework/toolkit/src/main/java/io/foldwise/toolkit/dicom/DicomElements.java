package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads the elements of a DICOM file one after the other, up to its pixels. Nothing is kept but the few that say how these are
 * written, so that neither a long file nor one that lies about lengths takes memory.
 */
final class DicomElements implements Closeable {

    private static final int PREAMBLE = 128;
    private static final byte[] PREFIX = {'D', 'I', 'C', 'M'};
    private static final int META_GROUP = 0x0002;
    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int PIXELS = 0x7fe00010;
    private static final int ITEM = 0xfffee000;
    private static final int END_OF_ITEM = 0xfffee00d;
    private static final int END_OF_SEQUENCE = 0xfffee0dd;
    private static final long UNDEFINED = 0xffffffffL;
    private static final int MOST_DEPTH = 16;
    private static final int LONGEST_VALUE = 4096;
    private static final Set<String> LONG_LENGTH =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private InputStream in;
    private boolean implicit;
    private boolean inWords;
    private long length;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    DicomElements(InputStream file) {
        this.in = file;
    }

    /** So much is unpacked and no more: a small file may stand for any length. */
    private static final class Inflated extends InflaterInputStream {

        private static final long MOST = 1L << 30;

        private long unpacked;

        Inflated(InputStream deflated) {
            super(deflated, new Inflater(true));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            unpacked += Math.max(0, read);
            if (unpacked > MOST) {
                throw new UnreadableImageException("is a DICOM file that unpacks to more than " + (MOST >> 20) + " MB");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** One element, without its value. */
    private record Element(int tag, String type, long length) {
        int group() {
            return tag >>> 16;
        }
    }

    /**
     * Reads everything in front of the pixels.
     *
     * @throws UnreadableImageException if the file is no DICOM file, or has no pixels
     */
    DicomHeader header() throws IOException {
        byte[] begin = in.readNBytes(PREAMBLE + PREFIX.length);
        if (begin.length < PREAMBLE + PREFIX.length
                || !ByteBuffer.wrap(begin, PREAMBLE, PREFIX.length).equals(ByteBuffer.wrap(PREFIX))) {
            throw new UnreadableImageException("does not begin as a DICOM file");
        }
        Map<Integer, String> values = new HashMap<>();
        try {
            Element first = meta(values);
            TransferSyntax syntax = TransferSyntax.of(values.getOrDefault(TRANSFER_SYNTAX, ""));
            Element element = first;
            for (; element.tag() != PIXELS; element = next()) {
                boolean known =
                        DicomHeader.NUMBERS.contains(element.tag()) || DicomHeader.TEXTS.contains(element.tag());
                if (known && element.length() <= LONGEST_VALUE) {
                    values.put(element.tag(), value(element));
                } else {
                    skip(element, 0);
                }
            }
            inWords = element.type().equals("OW");
            length = element.length();
            return new DicomHeader(syntax, values);
        } catch (EOFException e) {
            throw new UnreadableImageException("is a DICOM file without pixels, or one that is cut short", e);
        }
    }

    /** What the pixels are read from, behind {@link #header}: their value, or the items of it. */
    InputStream pixels() {
        return in;
    }

    ByteOrder order() {
        return order;
    }

    /** Bytes of the pixels' value; more than any file has where they lie in items. */
    long length() {
        return length;
    }

    /** Whether pixels lie in words of two bytes, whatever they are (PS3.5, section 8.2). */
    boolean inWords() {
        return inWords;
    }

    /** Closes the file, and gives back what unpacks it. */
    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * The next piece of compressed pixels; empty behind the last one.
     *
     * @throws EOFException if the file ends before
     */
    byte[] fragment() throws IOException {
        Element item = next();
        if (item.tag() == END_OF_SEQUENCE) {
            return new byte[0];
        } else if (item.tag() != ITEM || item.length() > Integer.MAX_VALUE - 8) {
            throw new UnreadableImageException("is a DICOM file whose compressed pixels are not in order");
        }
        byte[] bytes = in.readNBytes((int) item.length()); // takes no more memory than there are bytes
        if (bytes.length < item.length()) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Reads the group that says how the rest is written, and gives the first element of the rest. */
    private Element meta(Map<Integer, String> values) throws IOException {
        in.mark(LONGEST_VALUE);
        Element element = next();
        while (element.group() == META_GROUP) {
            if (element.tag() == TRANSFER_SYNTAX && element.length() <= LONGEST_VALUE) {
                values.put(element.tag(), value(element));
            } else {
                skip(element, 0);
            }
            in.mark(LONGEST_VALUE);
            element = next();
        }
        in.reset();
        switch (values.getOrDefault(TRANSFER_SYNTAX, "")) {
            case "1.2.840.10008.1.2" -> implicit = true;
            case "1.2.840.10008.1.2.2" -> order = ByteOrder.BIG_ENDIAN;
            case "1.2.840.10008.1.2.1.99" -> in = new BufferedInputStream(new Inflated(in));
            default -> {}
        }
        return next();
    }

    private Element next() throws IOException {
        int group = unsignedShort();
        int tag = group << 16 | unsignedShort();
        if (implicit || group == ITEM >>> 16) {
            return new Element(tag, "", unsignedInt());
        }
        String type = new String(bytes(2), StandardCharsets.ISO_8859_1);
        if (!LONG_LENGTH.contains(type)) {
            return new Element(tag, type, unsignedShort());
        }
        unsignedShort();
        return new Element(tag, type, unsignedInt());
    }

    private void skip(Element element, int depth) throws IOException {
        if (element.length() != UNDEFINED) {
            in.skipNBytes(element.length());
            return;
        }
        if (depth > MOST_DEPTH) {
            throw new UnreadableImageException("is a DICOM file with too many sequences within each other");
        }
        boolean before = implicit;
        implicit |= element.type().equals("UN"); // PS3.5, section 6.2.2
        for (Element item = next(); item.tag() != END_OF_SEQUENCE; item = next()) {
            if (item.length() != UNDEFINED) {
                in.skipNBytes(item.length());
                continue;
            }
            for (Element inner = next(); inner.tag() != END_OF_ITEM; inner = next()) {
                skip(inner, depth + 1);
            }
        }
        implicit = before;
    }

    /** As text, whatever it is written as. */
    private String value(Element element) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes((int) element.length())).order(order);
        if (DicomHeader.NUMBERS.contains(element.tag())) {
            return bytes.remaining() < Short.BYTES ? "" : Integer.toString(bytes.getShort() & 0xffff);
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
    }

    private int unsignedShort() throws IOException {
        return ByteBuffer.wrap(bytes(Short.BYTES)).order(order).getShort() & 0xffff;
    }

    private long unsignedInt() throws IOException {
        return ByteBuffer.wrap(bytes(Integer.BYTES)).order(order).getInt() & 0xffffffffL;
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
