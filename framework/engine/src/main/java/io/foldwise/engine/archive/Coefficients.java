package io.foldwise.engine.archive;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;

/**
 * Weights as ND4J writes an array: a buffer that tells its shape, and a buffer of its values. A buffer is the way it was
 * allocated, its length, its type, and its numbers, the highest byte first.
 */
final class Coefficients {

    private static final String FILE = "coefficients.bin";
    private static final int SHAPE_OF_A_ROW = 6; // rank, size, stride, extras, element stride, order
    private static final int SHAPE_OF_A_MATRIX = 8; // as earlier releases of ND4J see a row
    private static final int CHUNK = 1 << 14;

    private Coefficients() {}

    /**
     * Reads so many weights, and no more.
     *
     * @throws IOException if the stream holds anything else, or more than this process has memory for
     */
    static float[] read(InputStream stream, long expected) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        long shape = header(in, "LONG");
        if (shape != SHAPE_OF_A_ROW && shape != SHAPE_OF_A_MATRIX) {
            throw new IOException(FILE + " holds no row of weights");
        }
        in.skipNBytes(shape * Long.BYTES);
        long length = header(in, "FLOAT");
        if (length != expected) {
            throw new IOException(FILE + " holds " + length + " weights for a network of " + expected);
        }
        float[] weights = new float[Math.toIntExact(requireRoom(length))];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
        for (int start = 0; start < weights.length; start += CHUNK) {
            int size = Math.min(CHUNK, weights.length - start);
            in.readFully(chunk.array(), 0, size * Float.BYTES);
            chunk.asFloatBuffer().get(weights, start, size);
        }
        if (in.read() >= 0) { // reading the end also compares the zip's checksum
            throw new IOException(FILE + " holds more than " + expected + " weights");
        }
        return weights;
    }

    /** @return how many numbers follow */
    private static long header(DataInputStream in, String type) throws IOException {
        try {
            in.readUTF();
            long length = in.readLong();
            String found = in.readUTF();
            if (!found.equals(type)) {
                throw new IOException(
                        FILE + " holds numbers of the type " + Shortened.of(found) + " instead of " + type);
            }
            return length;
        } catch (UTFDataFormatException e) {
            throw new IOException(FILE + " does not begin as one", e);
        }
    }

    /** The weights are held twice for a moment, here and by Deeplearning4j. */
    private static long requireRoom(long length) throws IOException {
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2 / Float.BYTES);
        if (length > most) {
            throw new IOException("its network has " + length + " weights, more than this process has memory for;"
                    + " FOLDWISE_JAVA_OPTS=-Xmx8g gives it more");
        }
        return length;
    }
}
