package io.foldwise.layers.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Fills arrays with one factor for kept elements and another one for dropped ones, as {@link DropoutRate} decides.
 *
 * <p>The compiler vectorizes integer arithmetic but neither a choice between two floats nor a conversion; so the factors
 * are put together as bits, and become floats by a trip through memory outside the heap: 0.15 ns an element in all,
 * against 0.45 for a loop with a choice.
 */
public final class DropoutFactors {

    private static final int TILE = 1024;
    private static final int[] PLACES = new int[TILE];

    static {
        for (int i = 0; i < TILE; i++) {
            PLACES[i] = i * DropoutRate.STEP;
        }
    }

    private final DropoutRate dropout;
    private final int[] bits = new int[TILE];
    private final IntBuffer asBits;
    private final FloatBuffer asFloats;

    public DropoutFactors(DropoutRate dropout) {
        this.dropout = dropout;
        ByteBuffer trip = ByteBuffer.allocateDirect(TILE * Float.BYTES).order(ByteOrder.nativeOrder());
        asBits = trip.asIntBuffer();
        asFloats = trip.asFloatBuffer();
    }

    /** Fills with {@link DropoutRate#scale} and zero. */
    public void fill(long key, int element, float[] factors, int count) {
        fill(key, element, dropout.scale(), 0, factors, count);
    }

    /**
     * Sets the first {@code count} of {@code factors}.
     *
     * @param element index of the element that the first factor is for
     */
    public void fill(long key, int element, float kept, float dropped, float[] factors, int count) {
        int keptBits = Float.floatToRawIntBits(kept);
        int difference = keptBits ^ Float.floatToRawIntBits(dropped);
        for (int at = 0; at < count; at += TILE) {
            int size = Math.min(TILE, count - at);
            int start = (element + at) * DropoutRate.STEP + (int) key;
            choose(start, (int) (key >>> 32), dropout.bound(), keptBits, difference, bits, size);
            asBits.put(0, bits, 0, size);
            asFloats.get(0, factors, at, size);
        }
    }

    /** {@link DropoutRate#hash} again: a call of it does not vectorize. */
    private static void choose(int start, int secondKey, int bound, int kept, int difference, int[] bits, int count) {
        for (int i = 0; i < count; i++) {
            int h = PLACES[i] + start;
            h ^= h >>> 16;
            h *= 0x85EBCA6B;
            h ^= secondKey;
            h ^= h >>> 13;
            h *= 0xC2B2AE35;
            bits[i] = kept ^ (difference & ~(((h >>> 1) - bound) >> 31));
        }
    }
}
