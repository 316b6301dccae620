package io.foldwise.engine.weights;

import io.foldwise.toolkit.numpy.NumberType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HDF5's types of numbers, which say where every bit lies; known are those that have them where everybody has. */
final class HdfNumbers {

    /** Size, bits of exponent and mantissa, bias of the exponent. */
    private static final Map<List<Integer>, NumberType> FLOATS = Map.of(
            List.of(2, 5, 10, 15), NumberType.FLOAT16,
            List.of(2, 8, 7, 127), NumberType.BFLOAT16,
            List.of(4, 8, 23, 127), NumberType.FLOAT32,
            List.of(8, 11, 52, 1023), NumberType.FLOAT64);

    private static final Map<Integer, NumberType> SIGNED = Map.of(
            1, NumberType.INT8,
            2, NumberType.INT16,
            4, NumberType.INT32,
            8, NumberType.INT64);

    private static final Map<Integer, NumberType> UNSIGNED = Map.of(
            1, NumberType.UINT8,
            2, NumberType.UINT16,
            4, NumberType.UINT32);

    private HdfNumbers() {}

    static Optional<NumberType> type(DataType type) {
        if (type instanceof FixedPoint whole) {
            boolean plain = whole.getBitOffset() == 0 && whole.getBitPrecision() == Byte.SIZE * type.getSize();
            return Optional.ofNullable((whole.isSigned() ? SIGNED : UNSIGNED).get(type.getSize()))
                    .filter(any -> plain);
        }
        if (type instanceof FloatingPoint real) {
            List<Integer> layout = List.of(
                    type.getSize(), (int) real.getExponentSize(), (int) real.getMantissaSize(), real.getExponentBias());
            boolean plain = real.getMantissaLocation() == 0 && real.getBitOffset() == 0;
            return Optional.ofNullable(FLOATS.get(layout)).filter(any -> plain);
        }
        return Optional.empty();
    }

    static ByteOrder order(DataType type) {
        return type instanceof OrderedDataType ordered ? ordered.getByteOrder() : ByteOrder.LITTLE_ENDIAN;
    }
}
