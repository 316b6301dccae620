package io.foldwise.engine.store;

import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One array in numpy's format, version 1.0: numbers of 4 bytes, or probabilities as multiples of 1/255. */
final class NumpyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final String FLOAT = "<f4";
    private static final String UBYTE = "|u1";
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<f4|\\|u1)', 'fortran_order': False, 'shape': \\(((?:\\d{1,9}, ?)*+\\d{0,9}+),?+\\), \\} *\\n");
    private static final int MOST_STEPS = 255;
    private static final int MOST_HEADER = 1024;

    private NumpyArray() {}

    static byte[] bytes(Tensor tensor, Cell cell) {
        byte[] header = header(tensor.shape(), cell);
        int size = cell == Cell.FLOAT ? Float.BYTES : 1;
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + 2 + header.length + size * tensor.values().length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) header.length)
                .put(header);
        for (float value : tensor.values()) {
            if (cell == Cell.FLOAT) {
                bytes.putFloat(value);
            } else {
                bytes.put((byte) Math.round(Math.min(1, Math.max(0, value)) * MOST_STEPS));
            }
        }
        return bytes.array();
    }

    private static byte[] header(int[] shape, Cell cell) {
        String sizes = IntStream.of(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '" + (cell == Cell.FLOAT ? FLOAT : UBYTE) + "', 'fortran_order': False, 'shape': ("
                + sizes + "), }";
        int end = MAGIC.length + 2 + text.length() + 1;
        String padded = text + " ".repeat((ALIGNMENT - end % ALIGNMENT) % ALIGNMENT) + "\n";
        return padded.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads what {@link #bytes} made.
     *
     * @param length of the whole in bytes, so that no more is made room for
     * @throws IOException if it is not such an array
     */
    static Tensor read(DataInputStream in, long length) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("it is no array of numpy");
        }
        byte[] unsigned = in.readNBytes(Short.BYTES);
        if (unsigned.length < Short.BYTES) {
            throw new IOException("it ends early");
        }
        int headerLength = Short.toUnsignedInt(
                ByteBuffer.wrap(unsigned).order(ByteOrder.LITTLE_ENDIAN).getShort());
        if (headerLength > MOST_HEADER) {
            throw new IOException("its header is not as it was written");
        }
        Matcher header = HEADER.matcher(new String(in.readNBytes(headerLength), StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IOException("its header is not as it was written");
        }
        int[] shape = Arrays.stream(header.group(2).split(", ?"))
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        int size = header.group(1).equals(FLOAT) ? Float.BYTES : 1;
        long cells = IntStream.of(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (MAGIC.length + 2 + headerLength + cells * size != length) {
            throw new IOException("it is not as long as its header says");
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(in.readNBytes(Math.toIntExact(cells * size))).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() != cells * size) {
            throw new IOException("it ends early");
        }
        float[] values = new float[Math.toIntExact(cells)];
        for (int i = 0; i < values.length; i++) {
            values[i] = size == 1 ? (bytes.get() & 0xff) / (float) MOST_STEPS : bytes.getFloat();
        }
        return new Tensor(values, shape);
    }
}
