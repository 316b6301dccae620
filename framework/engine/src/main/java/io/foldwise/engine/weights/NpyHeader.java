package io.foldwise.engine.weights;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands before the numbers of a {@code .npy}: numpy's format 1.0, 2.0 and 3.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). Its text is Python; here it is matched, not
 * evaluated.
 *
 * @param type of the numbers; empty for what holds none, such as objects and strings
 * @param columnMajor whether the first axis is the one whose neighbours lie beside each other
 * @param bytes from the beginning of the file to the first number
 */
record NpyHeader(Optional<NumberType> type, ByteOrder order, boolean columnMajor, List<Long> shape, int bytes) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 10_000;
    /** Possessive: however the text goes on, it is looked at once. */
    private static final Pattern TEXT =
            Pattern.compile("\\{\\s*+'descr'\\s*+:\\s*+(?:'([<>|=]?)([a-zA-Z][^']{0,30})'|\\[[^]]*+])"
                    + "\\s*+,\\s*+'fortran_order'\\s*+:\\s*+(True|False)"
                    + "\\s*+,\\s*+'shape'\\s*+:\\s*+\\(((?:\\s*+\\d{1,18}+\\s*+,)*+(?:\\s*+\\d{1,18}+)?+)\\s*+\\)"
                    + "\\s*+,?+\\s*+}\\s*+");

    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("f2", NumberType.FLOAT16),
            Map.entry("f4", NumberType.FLOAT32),
            Map.entry("f8", NumberType.FLOAT64),
            Map.entry("i1", NumberType.INT8),
            Map.entry("i2", NumberType.INT16),
            Map.entry("i4", NumberType.INT32),
            Map.entry("i8", NumberType.INT64),
            Map.entry("u1", NumberType.UINT8),
            Map.entry("u2", NumberType.UINT16),
            Map.entry("u4", NumberType.UINT32));

    /** @throws IOException if the stream does not begin as a {@code .npy} */
    static NpyHeader read(DataInputStream in) throws IOException {
        try {
            byte[] magic = new byte[MAGIC.length];
            in.readFully(magic);
            int version = in.readUnsignedByte();
            in.readUnsignedByte();
            if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
                throw new IOException("it does not begin as a .npy");
            }
            int sizeBytes = version == 1 ? Short.BYTES : Integer.BYTES;
            int length = version == 1
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.reverseBytes(in.readInt());
            if (length < 0 || length > LONGEST) {
                throw new IOException("its header is longer than " + LONGEST + " bytes");
            }
            byte[] text = new byte[length];
            in.readFully(text);
            return of(new String(text, StandardCharsets.UTF_8), MAGIC.length + 2 + sizeBytes + length);
        } catch (EOFException e) {
            throw new IOException("it is cut short", e);
        }
    }

    private static NpyHeader of(String text, int bytes) throws IOException {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IOException("its header is not as numpy writes it");
        }
        List<Long> shape = Stream.of(parts.group(4).split(","))
                .map(String::trim)
                .filter(size -> !size.isEmpty())
                .map(Long::valueOf)
                .toList();
        Optional<NumberType> type = Optional.ofNullable(parts.group(2)).map(TYPES::get);
        ByteOrder order = ">".equals(parts.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type, order, parts.group(3).equals("True"), shape, bytes);
    }
}
