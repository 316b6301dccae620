package io.foldwise.plugin.volume.synthetic;

import java.util.ArrayList;
import java.util.List;

/** Ribs around a chest: one every {@value #SPACING} mm, each sloping towards the front. */
final class Ribs {

    private static final int SPACING = 18;
    private static final int PIECES = 24;
    private static final double RADIUS = 2.6;
    private static final double SLOPE = 7;

    private Ribs() {}

    static List<Tube> of(Ellipsoid body, int depth, double shift) {
        List<Tube> tubes = new ArrayList<>();
        for (double z = -SPACING * (1 - shift); z < depth + SPACING; z += SPACING) {
            for (int piece = 0; piece < PIECES; piece++) {
                tubes.add(new Tube(at(body, z, piece), at(body, z, piece + 1), RADIUS, RADIUS));
            }
        }
        return tubes;
    }

    private static Point at(Ellipsoid body, double z, int piece) {
        double angle = 2 * Math.PI * piece / PIECES;
        double y = StrictMath.cos(angle);
        return new Point(
                z + SLOPE * y,
                body.centre().y() + (body.reach().y() - 2 * RADIUS) * y,
                body.centre().x() + (body.reach().x() - 2 * RADIUS) * StrictMath.sin(angle));
    }
}
