package io.foldwise.plugin.image.synthetic;

import java.util.SplittableRandom;

/**
 * A lung field: an ellipse that is flatter at its base. Places are from 0 to 1, down and right.
 *
 * @param height from the middle to the top
 * @param width from the middle to a side
 * @param tilt how much further out the base is than the top
 */
record Lung(double down, double right, double height, double width, double tilt) {

    static Lung of(boolean left, SplittableRandom random) {
        double side = left ? 1 : -1;
        return new Lung(
                0.46 + jitter(random, 0.03),
                0.5 + side * (0.21 + jitter(random, 0.02)),
                0.32 + jitter(random, 0.04),
                0.135 + jitter(random, 0.02),
                side * (0.05 + jitter(random, 0.03)));
    }

    private static double jitter(SplittableRandom random, double most) {
        return random.nextDouble(-most, most);
    }

    /** How far out a place is: 0 in the middle, 1 at the edge. */
    double distance(double y, double x) {
        double vertical = (y - down) / height;
        double horizontal = (x - right - tilt * vertical) / width;
        double upright = vertical * vertical;
        double flat = vertical > 0 ? upright * upright : upright; // at the base
        return Math.sqrt(flat + horizontal * horizontal);
    }

    /** 1 well inside, 0 well outside. */
    double inside(double y, double x) {
        return 1 / (1 + Math.exp((distance(y, x) - 1) * 14));
    }
}
