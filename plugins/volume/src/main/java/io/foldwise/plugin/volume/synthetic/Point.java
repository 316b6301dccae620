package io.foldwise.plugin.volume.synthetic;

import io.foldwise.toolkit.random.NormalNumbers;
import java.util.SplittableRandom;

/** A place in a volume, or a way from one to another, in millimetres along depth, height and width. */
record Point(double z, double y, double x) {

    /** Any direction, all as likely, of length 1. */
    static Point direction(SplittableRandom random) {
        Point any = new Point(NormalNumbers.next(random), NormalNumbers.next(random), NormalNumbers.next(random));
        return any.times(1 / any.length());
    }

    Point plus(Point other) {
        return new Point(z + other.z, y + other.y, x + other.x);
    }

    Point minus(Point other) {
        return new Point(z - other.z, y - other.y, x - other.x);
    }

    Point times(double factor) {
        return new Point(z * factor, y * factor, x * factor);
    }

    double dot(Point other) {
        return z * other.z + y * other.y + x * other.x;
    }

    double length() {
        return Math.sqrt(dot(this));
    }
}
