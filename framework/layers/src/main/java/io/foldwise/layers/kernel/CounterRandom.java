package io.foldwise.layers.kernel;

/**
 * Randomness without state: a number depends on nothing but its key and its place, so that training can stop and go on
 * anywhere, and padding a batch differently changes nothing. The mixing function is the finalizer of SplitMix64 (Steele,
 * Lea, Flood: Fast splittable pseudorandom number generators, 2014).
 */
public final class CounterRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private CounterRandom() {}

    /** Well-mixed bits for the {@code place}-th number under {@code key}. */
    public static long bits(long key, long place) {
        long z = key + (place + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A key for everything that {@code parts} name together; their order counts. */
    public static long key(long... parts) {
        long key = 0;
        for (long part : parts) {
            key = bits(key, part);
        }
        return key;
    }
}
