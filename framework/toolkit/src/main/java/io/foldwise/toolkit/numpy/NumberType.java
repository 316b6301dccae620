package io.foldwise.toolkit.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a number lies in a file, and what it is in single precision: whole numbers are exact up to 2 to the power of 24. */
public enum NumberType {
    FLOAT16(2) {
        @Override
        public float read(ByteBuffer from) {
            return half(from.getShort());
        }
    },
    BFLOAT16(2) {
        @Override
        public float read(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << Short.SIZE);
        }
    },
    FLOAT32(4) {
        @Override
        public float read(ByteBuffer from) {
            return from.getFloat();
        }
    },
    FLOAT64(8) {
        @Override
        public float read(ByteBuffer from) {
            return (float) from.getDouble();
        }
    },
    INT8(1) {
        @Override
        public float read(ByteBuffer from) {
            return from.get();
        }
    },
    INT16(2) {
        @Override
        public float read(ByteBuffer from) {
            return from.getShort();
        }
    },
    INT32(4) {
        @Override
        public float read(ByteBuffer from) {
            return from.getInt();
        }
    },
    INT64(8) {
        @Override
        public float read(ByteBuffer from) {
            return from.getLong();
        }
    },
    /** 1 if it holds, 0 if not. */
    BOOL(1) {
        @Override
        public float read(ByteBuffer from) {
            return from.get() == 0 ? 0 : 1;
        }
    },
    UINT8(1) {
        @Override
        public float read(ByteBuffer from) {
            return Byte.toUnsignedInt(from.get());
        }
    },
    UINT16(2) {
        @Override
        public float read(ByteBuffer from) {
            return Short.toUnsignedInt(from.getShort());
        }
    },
    UINT32(4) {
        @Override
        public float read(ByteBuffer from) {
            return Integer.toUnsignedLong(from.getInt());
        }
    };

    private static final int PIECE = 1 << 16;
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
    public int bytes() {
        return bytes;
    }

    /** The next number; the buffer knows the order of bytes. */
    public abstract float read(ByteBuffer from);

    /**
     * Reads numbers one after another, piece by piece.
     *
     * @param to is filled as a whole
     * @throws IOException if the stream ends before
     */
    public void read(InputStream in, ByteOrder order, float[] to) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int most = PIECE / bytes;
        ByteBuffer piece =
                ByteBuffer.allocate(Math.min(most, to.length) * bytes).order(order);
        for (int start = 0; start < to.length; start += most) {
            int size = Math.min(most, to.length - start);
            readFully(data, piece.clear().array(), size * bytes);
            for (int i = 0; i < size; i++) {
                to[start + i] = read(piece);
            }
        }
    }

    private static void readFully(DataInputStream data, byte[] into, int length) throws IOException {
        try {
            data.readFully(into, 0, length);
        } catch (EOFException e) {
            throw new IOException("it is cut short", e);
        }
    }

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
