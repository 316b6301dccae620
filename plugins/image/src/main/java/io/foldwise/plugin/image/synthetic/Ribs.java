package io.foldwise.plugin.image.synthetic;

import java.util.SplittableRandom;

/**
 * Bright bands that fall from the middle to the sides.
 *
 * @param count from top to bottom
 * @param phase where the first one is
 * @param fall how far down they go on their way to the side
 */
record Ribs(double count, double phase, double fall, double brightness) {

    static Ribs of(SplittableRandom random) {
        return new Ribs(
                random.nextDouble(7, 10),
                random.nextDouble(),
                random.nextDouble(0.15, 0.3),
                random.nextDouble(0.06, 0.11));
    }

    double at(double y, double x) {
        double across = Math.abs(x - 0.5);
        double wave = Math.cos(2 * Math.PI * (count * (y - fall * across * across * 4) + phase));
        double band = Math.max(0, wave - 0.3) / 0.7;
        return brightness * band * Math.min(1, across / 0.1);
    }
}
