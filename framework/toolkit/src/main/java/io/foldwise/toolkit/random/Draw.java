package io.foldwise.toolkit.random;

import java.util.SplittableRandom;

/** Random numbers that are the same in every release of Java. */
public final class Draw {

    private Draw() {}

    /** Uniform in {@code [low, high)}. */
    public static double between(double low, double high, SplittableRandom random) {
        return low + (high - low) * random.nextDouble();
    }

    /** Uniform in {@code [-limit, limit)}. */
    public static double within(double limit, SplittableRandom random) {
        return between(-limit, limit, random);
    }

    /** One of {@code 0 ... count - 1}, all as likely. */
    public static int below(int count, SplittableRandom random) {
        return Math.min(count - 1, (int) (count * random.nextDouble()));
    }
}
