package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Finding;
import io.foldwise.toolkit.random.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A nodule: a ball that is not quite round.
 *
 * @param diameter on average, in millimetres
 * @param density of 1 where it is as dense as a vessel, of 0 as the lung
 */
record Lump(Point centre, double diameter, double density, List<Bump> bumps) implements Shape {

    private static final int BUMPS = 4;
    private static final double HEIGHT = 0.12;

    Lump {
        bumps = List.copyOf(bumps);
    }

    /** A direction in which a nodule is thicker, or thinner. */
    record Bump(Point direction, double height) {

        /** On average over all directions 0: that of a squared cosine is a third. */
        double at(Point direction) {
            double cosine = this.direction.dot(direction);
            return height * (cosine * cosine - 1.0 / 3);
        }
    }

    static Lump of(Point centre, double diameter, double density, SplittableRandom random) {
        List<Bump> bumps = new ArrayList<>();
        for (int i = 0; i < BUMPS; i++) {
            bumps.add(new Bump(Point.direction(random), Draw.within(HEIGHT, random)));
        }
        return new Lump(centre, diameter, density, bumps);
    }

    /** Whether a nodule would touch none of others. */
    static boolean apart(Point place, double diameter, List<Lump> others) {
        return others.stream()
                .allMatch(other -> place.minus(other.centre).length() > 0.6 * (diameter + other.diameter) + 2);
    }

    @Override
    public Point reach() {
        double most = diameter / 2 * (1 + BUMPS * HEIGHT);
        return new Point(most, most, most);
    }

    @Override
    public double depth(Point place) {
        Point from = place.minus(centre);
        double distance = from.length();
        double radius = diameter / 2;
        if (distance > 0) {
            Point direction = from.times(1 / distance);
            radius *= 1 + bumps.stream().mapToDouble(bump -> bump.at(direction)).sum();
        }
        return radius - distance;
    }

    /** All voxels that it may reach, and more around them. */
    Block box(int more) {
        Point reach = reach().plus(new Point(more, more, more));
        return around(centre, reach);
    }

    /** The voxels around a place as far as a way reaches. */
    static Block around(Point place, Point reach) {
        int z = (int) Math.floor(place.z() - reach.z());
        int y = (int) Math.floor(place.y() - reach.y());
        int x = (int) Math.floor(place.x() - reach.x());
        return new Block(
                z,
                y,
                x,
                (int) Math.ceil(place.z() + reach.z()) - z + 1,
                (int) Math.ceil(place.y() + reach.y()) - y + 1,
                (int) Math.ceil(place.x() + reach.x()) - x + 1);
    }

    /** What is to be found. */
    Finding finding() {
        return new Finding(centre.z(), centre.y(), centre.x(), diameter, true);
    }
}
