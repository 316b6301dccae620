package io.foldwise.plugin.volume.synthetic;

/**
 * A straight piece of a vessel or a rib, with round ends.
 *
 * @param radius at its beginning
 * @param endRadius at its end
 */
record Tube(Point begin, Point end, double radius, double endRadius) implements Shape {

    @Override
    public Point centre() {
        return begin.plus(end).times(0.5);
    }

    @Override
    public Point reach() {
        Point way = end.minus(begin).times(0.5);
        double most = Math.max(radius, endRadius);
        return new Point(Math.abs(way.z()) + most, Math.abs(way.y()) + most, Math.abs(way.x()) + most);
    }

    @Override
    public double depth(Point place) {
        Point way = end.minus(begin);
        Point from = place.minus(begin);
        double share = Math.min(1, Math.max(0, from.dot(way) / way.dot(way)));
        return radius
                + share * (endRadius - radius)
                - from.minus(way.times(share)).length();
    }
}
