package io.foldwise.engine.weights;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads numbers one after another, piece by piece. */
final class NumberStream {

    private static final int PIECE = 1 << 16;

    private NumberStream() {}

    /** @throws IOException if the stream ends before, or a number is not finite */
    static float[] read(InputStream in, NumberType type, ByteOrder order, NamedArray array) throws IOException {
        DataInputStream data = new DataInputStream(in);
        float[] values = new float[Math.toIntExact(array.length())];
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(order);
        int most = PIECE / type.bytes();
        for (int start = 0; start < values.length; start += most) {
            int size = Math.min(most, values.length - start);
            readFully(data, piece.clear().array(), size * type.bytes());
            for (int i = 0; i < size; i++) {
                values[start + i] = type.read(piece);
            }
        }
        requireFinite(values, array);
        return values;
    }

    private static void readFully(DataInputStream data, byte[] bytes, int length) throws IOException {
        try {
            data.readFully(bytes, 0, length);
        } catch (EOFException e) {
            throw new IOException("it is cut short", e);
        }
    }

    private static void requireFinite(float[] values, NamedArray array) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException("'" + array.name() + "' holds " + value + ", which is no weight");
            }
        }
    }
}
