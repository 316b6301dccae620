package io.foldwise.plugin.signal.wfdb;

import java.util.Arrays;
import java.util.Optional;

/** How numbers lie in a file, those of one moment after the other. */
enum SampleFormat {
    /** 16 bits, the lower byte first. */
    TWO_BYTES("16", Short.MIN_VALUE) {
        @Override
        long bytes(long samples) {
            return 2 * samples;
        }

        @Override
        int read(byte[] bytes, int sample) {
            return (short) (Byte.toUnsignedInt(bytes[2 * sample]) | bytes[2 * sample + 1] << 8);
        }
    },
    /** 12 bits, two numbers in three bytes: the first one's upper bits in the lower half of the middle byte. */
    TWELVE_BITS("212", -2048) {
        @Override
        long bytes(long samples) {
            return samples / 2 * 3 + samples % 2 * 2;
        }

        @Override
        int read(byte[] bytes, int sample) {
            int pair = sample / 2 * 3;
            int middle = Byte.toUnsignedInt(bytes[pair + 1]);
            int value = sample % 2 == 0
                    ? (middle & 0x0F) << 8 | Byte.toUnsignedInt(bytes[pair])
                    : (middle & 0xF0) << 4 | Byte.toUnsignedInt(bytes[pair + 2]);
            return value << 20 >> 20; // the twelfth bit is the sign
        }
    };

    private final String code;
    private final int missing;

    SampleFormat(String code, int missing) {
        this.code = code;
        this.missing = missing;
    }

    static Optional<SampleFormat> of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findAny();
    }

    /** How many bytes so many numbers take. */
    abstract long bytes(long samples);

    abstract int read(byte[] bytes, int sample);

    /** The number that says that there is none. */
    int missing() {
        return missing;
    }
}
