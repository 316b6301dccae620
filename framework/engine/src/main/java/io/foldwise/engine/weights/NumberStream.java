package io.foldwise.engine.weights;

import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** Reads weights one after another. */
final class NumberStream {

    private NumberStream() {}

    /** @throws IOException if the stream ends before, or a number is not finite */
    static float[] read(InputStream in, NumberType type, ByteOrder order, NamedArray array) throws IOException {
        float[] values = new float[Math.toIntExact(array.length())];
        type.read(in, order, values);
        requireFinite(values, array);
        return values;
    }

    static void requireFinite(float[] values, NamedArray array) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException("'" + array.name() + "' holds " + value + ", which is no weight");
            }
        }
    }
}
