package io.foldwise.engine.weights;

import java.nio.ByteBuffer;

/** How a number lies in a file, and what it is in single precision. */
enum NumberType {
    FLOAT16(2) {
        @Override
        float read(ByteBuffer from) {
            return half(from.getShort());
        }
    },
    BFLOAT16(2) {
        @Override
        float read(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << Short.SIZE);
        }
    },
    FLOAT32(4) {
        @Override
        float read(ByteBuffer from) {
            return from.getFloat();
        }
    },
    FLOAT64(8) {
        @Override
        float read(ByteBuffer from) {
            return (float) from.getDouble();
        }
    },
    INT8(1) {
        @Override
        float read(ByteBuffer from) {
            return from.get();
        }
    },
    INT16(2) {
        @Override
        float read(ByteBuffer from) {
            return from.getShort();
        }
    },
    INT32(4) {
        @Override
        float read(ByteBuffer from) {
            return from.getInt();
        }
    },
    INT64(8) {
        @Override
        float read(ByteBuffer from) {
            return from.getLong();
        }
    },
    UINT8(1) {
        @Override
        float read(ByteBuffer from) {
            return Byte.toUnsignedInt(from.get());
        }
    },
    UINT16(2) {
        @Override
        float read(ByteBuffer from) {
            return Short.toUnsignedInt(from.getShort());
        }
    },
    UINT32(4) {
        @Override
        float read(ByteBuffer from) {
            return Integer.toUnsignedLong(from.getInt());
        }
    };

    private static final int HALF_MANTISSA = 10;
    private static final int FLOAT_MANTISSA = 23;
    private static final int LARGEST_EXPONENT = 0x1f;
    private static final int BIAS_DIFFERENCE = 127 - 15;
    private static final float SMALLEST_HALF = 0x1p-24f;

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** How many a number takes. */
    int bytes() {
        return bytes;
    }

    /** The next number; the buffer knows the order of bytes. */
    abstract float read(ByteBuffer from);

    /** Exact: every half is a float. */
    private static float half(short bits) {
        int exponent = bits >> HALF_MANTISSA & LARGEST_EXPONENT;
        int mantissa = bits & (1 << HALF_MANTISSA) - 1;
        float magnitude;
        if (exponent == 0) {
            magnitude = mantissa * SMALLEST_HALF;
        } else if (exponent == LARGEST_EXPONENT) {
            magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(
                    (exponent + BIAS_DIFFERENCE) << FLOAT_MANTISSA | mantissa << FLOAT_MANTISSA - HALF_MANTISSA);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
