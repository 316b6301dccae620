package io.foldwise.toolkit.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands before the numbers of a {@code .npy}: numpy's format 1.0, 2.0 and 3.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). Its text is Python; here it is matched, not
 * evaluated. Messages of an {@link IOException} are one line and name neither file nor array.
 *
 * @param type of the numbers; empty for what holds none, such as objects and strings
 * @param columnMajor whether the first axis is the one whose neighbours lie beside each other
 * @param shape of the array; empty for a single number
 * @param bytes from the beginning of the array to its first number
 */
public record NpyHeader(Optional<NumberType> type, ByteOrder order, boolean columnMajor, List<Long> shape, int bytes) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int LONGEST = 10_000;
    private static final int MOST_AXES = 32;
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
            Map.entry("b1", NumberType.BOOL),
            Map.entry("u1", NumberType.UINT8),
            Map.entry("u2", NumberType.UINT16),
            Map.entry("u4", NumberType.UINT32));

    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /**
     * Reads a header, and nothing behind it.
     *
     * @throws IOException if the stream does not begin as a {@code .npy}
     */
    public static NpyHeader read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
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
        if (shape.size() > MOST_AXES) {
            throw new IOException("it has " + shape.size() + " axes");
        }
        Optional<NumberType> type = Optional.ofNullable(parts.group(2)).map(TYPES::get);
        ByteOrder order = ">".equals(parts.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type, order, parts.group(3).equals("True"), shape, bytes);
    }

    /**
     * The bytes of a header of the format 1.0: rows lie one after the other, numbers have their lowest byte first.
     *
     * @throws IllegalArgumentException if numpy has no such type
     */
    public static byte[] write(NumberType type, int... shape) {
        String name = TYPES.entrySet().stream()
                .filter(known -> known.getValue() == type)
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("numpy has no " + type));
        String sizes = IntStream.of(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '" + (type.bytes() == 1 ? '|' : '<') + name + "', 'fortran_order': False, 'shape': ("
                + sizes + "), }";
        int before = MAGIC.length + 2 + Short.BYTES;
        int gap = (ALIGNMENT - (before + text.length() + 1) % ALIGNMENT) % ALIGNMENT;
        byte[] padded = (text + " ".repeat(gap) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }

    /**
     * How many numbers the array has.
     *
     * @throws IOException if they are more than any file holds
     */
    public long cells() throws IOException {
        try {
            return shape.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IOException("it has the shape " + shape + ", more than any file holds", e);
        }
    }

    /**
     * The type of the numbers of an array that is so long.
     *
     * @param length of all in bytes, the header's included
     * @throws IOException if the array holds no numbers, or other than the header says
     */
    public NumberType requireNumbers(long length) throws IOException {
        NumberType numbers = type.orElseThrow(
                () -> new IOException("it holds no numbers of a kind that is read: save them as float32, say"));
        long behind = length - bytes;
        if (behind < 0 || behind % numbers.bytes() != 0 || behind / numbers.bytes() != cells()) {
            throw new IOException("it has the shape " + shape + " and " + behind + " bytes of " + numbers.bytes()
                    + " for each number");
        }
        return numbers;
    }
}
