package io.foldwise.plugin.image.synthetic;

import java.util.SplittableRandom;

/** Smooth random brightness around 0: random numbers at the points of a grid, and what lies between them. */
final class SmoothNoise {

    private final int cells;
    private final double[] points;

    /** @param cells of the grid, along each side */
    SmoothNoise(int cells, SplittableRandom random) {
        this.cells = cells;
        this.points = random.doubles((long) (cells + 1) * (cells + 1), -1, 1).toArray();
    }

    /** At a place, both from 0 to 1. */
    double at(double down, double right) {
        int row = Math.min(cells - 1, (int) (down * cells));
        int column = Math.min(cells - 1, (int) (right * cells));
        double below = eased(down * cells - row);
        double beside = eased(right * cells - column);
        int corner = row * (cells + 1) + column;
        double upper = points[corner] + beside * (points[corner + 1] - points[corner]);
        double lower = points[corner + cells + 1] + beside * (points[corner + cells + 2] - points[corner + cells + 1]);
        return upper + below * (lower - upper);
    }

    private static double eased(double share) {
        return share * share * (3 - 2 * share);
    }
}
