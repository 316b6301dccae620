package io.foldwise.spi;

import java.util.SplittableRandom;

/**
 * The root of a unit's randomness. Equal seeds give equal bytes; never draw randomness from anywhere else.
 *
 * @param value never 0, which Deeplearning4j takes for "no seed"
 */
public record Seed(long value) {
    public Seed {
        if (value == 0) {
            throw new IllegalArgumentException("0 is no seed: Deeplearning4j would take the time instead");
        }
    }

    /**
     * The seed of a named branch of this one: {@code seed.branch("fold", 3)}. Branches are independent of each other and
     * of the order in which they are asked for.
     */
    public Seed branch(String name, long index) {
        long mixed = mix(mix(value ^ name.hashCode() * 0x9E3779B97F4A7C15L) + index * 0xD1B54A32D192ED03L);
        return new Seed(mixed == 0 ? 1 : mixed);
    }

    /** A generator of numbers that depend on this seed alone. */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit moves every output bit. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
