package io.foldwise.plugin.volume.box;

import java.util.List;

/** Anchors as published, and boxes for tests. */
public final class SomeBoxes {

    /** Of 10, 30 and 60 mm, at most a hundred boxes. */
    public static final Anchors ANCHORS = new Anchors(List.of(10.0, 30.0, 60.0), 4, -3, 0.05, 100);

    public static final Nodules HEAD = new Nodules(ANCHORS);

    private SomeBoxes() {}

    /** A nodule that is to be found. */
    public static Box nodule(double z, double y, double x, double diameter) {
        return new Box(1, z, y, x, diameter);
    }
}
