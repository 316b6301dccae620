package io.foldwise.layers.kernel;

/**
 * Dropout without state: whether an element is kept depends on nothing but a key and the element's index, by a hash of 32
 * bits (the finalizer of MurmurHash3, with the second half of the key between its two rounds), which loops over whole
 * arrays compute quickly. What is kept is scaled up by {@code 1 / (1 - rate)}.
 *
 * @param rate share of elements to drop, from 0 to below 1
 */
public record DropoutRate(double rate) {

    /** Consecutive elements lie this far apart before they are hashed. */
    public static final int STEP = 0x9E3779B9;

    public DropoutRate {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be at least 0 and below 1, got " + rate);
        }
    }

    /** Whether it drops anything at all. */
    public boolean active() {
        return rate > 0;
    }

    /** What kept elements are multiplied with. */
    public float scale() {
        return (float) (1 / (1 - rate));
    }

    /** Elements whose {@link #hash} is below this are kept. */
    public int bound() {
        return (int) Math.round((1 - rate) * Integer.MAX_VALUE);
    }

    public boolean keeps(long key, int element) {
        return hash(element * STEP, key) < bound();
    }

    /**
     * A number from 0 to {@code Integer.MAX_VALUE}.
     *
     * @param place the element's index times {@link #STEP}
     * @param key well-mixed bits, as {@link CounterRandom#key} gives them
     */
    public static int hash(int place, long key) {
        int h = place + (int) key;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= (int) (key >>> 32);
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        return h >>> 1;
    }
}
