package io.foldwise.plugin.volume.synthetic;

import io.foldwise.toolkit.random.Draw;
import java.util.SplittableRandom;

/** A lung, or the body around it. */
record Ellipsoid(Point centre, Point reach) implements Shape {

    @Override
    public double depth(Point place) {
        Point from = place.minus(centre);
        Point scaled = new Point(from.z() / reach.z(), from.y() / reach.y(), from.x() / reach.x());
        double share = scaled.length();
        if (share == 0) {
            return Math.min(reach.z(), Math.min(reach.y(), reach.x()));
        }
        Point slope = new Point(scaled.z() / reach.z(), scaled.y() / reach.y(), scaled.x() / reach.x());
        return (1 - share) * share / slope.length();
    }

    /** A place within, all as likely. */
    Point any(SplittableRandom random) {
        while (true) {
            Point place = new Point(Draw.within(1, random), Draw.within(1, random), Draw.within(1, random));
            if (place.length() <= 1) {
                return centre.plus(new Point(place.z() * reach.z(), place.y() * reach.y(), place.x() * reach.x()));
            }
        }
    }
}
