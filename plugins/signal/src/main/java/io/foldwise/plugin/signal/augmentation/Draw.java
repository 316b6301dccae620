package io.foldwise.plugin.signal.augmentation;

import java.util.SplittableRandom;

/** Random numbers that are the same in every release of Java. */
final class Draw {

    private Draw() {}

    /** Uniform in {@code [low, high)}. */
    static double between(double low, double high, SplittableRandom random) {
        return low + (high - low) * random.nextDouble();
    }

    /** One of {@code 0 ... count - 1}, all as likely. */
    static int below(int count, SplittableRandom random) {
        return Math.min(count - 1, (int) (count * random.nextDouble()));
    }
}
