package io.foldwise.engine.store;

import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Tensor;
import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NpyStream;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A prediction as an array of numpy: numbers of 4 bytes, or probabilities as multiples of 1/255. */
final class NumpyArray {

    private static final int MOST_STEPS = 255;

    private NumpyArray() {}

    static byte[] bytes(Tensor tensor, Cell cell) {
        NumberType type = cell == Cell.FLOAT ? NumberType.FLOAT32 : NumberType.UINT8;
        byte[] header = NpyHeader.write(type, tensor.shape());
        ByteBuffer bytes = ByteBuffer.allocate(header.length + type.bytes() * tensor.values().length)
                .order(ByteOrder.LITTLE_ENDIAN)
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

    /**
     * Reads what {@link #bytes} made.
     *
     * @throws IOException if it is not such an array
     */
    static Tensor read(NpyStream in) throws IOException {
        boolean steps = in.type() == NumberType.UINT8;
        boolean ours = steps || in.type() == NumberType.FLOAT32 && in.header().order() == ByteOrder.LITTLE_ENDIAN;
        if (!ours || in.header().columnMajor()) {
            throw new IOException("its header is not as it was written");
        }
        float[] values = in.values();
        for (int i = 0; steps && i < values.length; i++) {
            values[i] /= MOST_STEPS;
        }
        int[] shape = in.header().shape().stream().mapToInt(Math::toIntExact).toArray();
        return new Tensor(values, shape);
    }
}
