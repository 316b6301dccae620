package io.foldwise.plugin.volume.synthetic;

import io.foldwise.toolkit.random.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The vessels of a lung: trees that branch from where they enter it. In a slice across a vessel it looks as a nodule does; only
 * the slices above and below tell them apart.
 */
final class Vessels {

    private static final double THICKEST = 3.6;
    private static final double THINNEST = 0.6;
    private static final double PIECE = 11;
    private static final double BEND = 0.55;

    private final Ellipsoid lung;
    private final SplittableRandom random;
    private final List<Tube> tubes = new ArrayList<>();

    private Vessels(Ellipsoid lung, SplittableRandom random) {
        this.lung = lung;
        this.random = random;
    }

    /**
     * Vessels of a lung.
     *
     * @param trees how many enter it
     * @param side where from: the sign of the width's axis
     */
    static List<Tube> of(Ellipsoid lung, int trees, int side, SplittableRandom random) {
        Vessels vessels = new Vessels(lung, random);
        Point entry =
                lung.centre().plus(new Point(0, 0, side * 0.8 * lung.reach().x()));
        for (int i = 0; i < trees; i++) {
            Point to = lung.any(random);
            Point way = to.minus(entry);
            vessels.grow(entry, way.times(1 / way.length()), Draw.between(0.5, 1, random) * THICKEST);
        }
        return vessels.tubes;
    }

    private void grow(Point from, Point direction, double radius) {
        Point to = from.plus(direction.times(PIECE * Draw.between(0.6, 1.4, random)));
        double thinner = radius * Draw.between(0.7, 0.95, random);
        tubes.add(new Tube(from, to, radius, thinner));
        if (lung.depth(to) < 1) {
            return;
        }
        for (int branch = 0; branch < 2; branch++) {
            double thickness = thinner * (branch == 0 ? 0.85 : 0.65);
            if (thickness >= THINNEST) {
                Point bent = direction.plus(Point.direction(random).times(BEND));
                grow(to, bent.times(1 / bent.length()), thickness);
            }
        }
    }
}
