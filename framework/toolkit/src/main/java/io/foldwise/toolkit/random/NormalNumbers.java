package io.foldwise.toolkit.random;

import java.util.SplittableRandom;

/** Normal numbers of mean 0 and variance 1. {@link SplittableRandom#nextGaussian} gives others in other releases of Java. */
public final class NormalNumbers {

    private NormalNumbers() {}

    /** The next one, of two uniform numbers (Box and Muller 1958). */
    public static double next(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
