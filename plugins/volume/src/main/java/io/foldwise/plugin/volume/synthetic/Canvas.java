package io.foldwise.plugin.volume.synthetic;

import io.foldwise.toolkit.random.NormalNumbers;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Voxels of a millimetre, in Hounsfield units, that shapes are drawn into. */
final class Canvas {

    /** How far the edge of a shape is spread by a scanner, in millimetres. */
    private static final double BLUR = 1.2;

    private final int depth;
    private final int height;
    private final int width;
    private final float[] values;

    Canvas(int[] extent, double background) {
        this.depth = extent[0];
        this.height = extent[1];
        this.width = extent[2];
        this.values = new float[depth * height * width];
        Arrays.fill(values, (float) background);
    }

    float[] values() {
        return values;
    }

    /** Fills a shape; voxels at its surface are of both. */
    void draw(Shape shape, double density) {
        fill(shape, density, Double.POSITIVE_INFINITY);
    }

    /** As {@link #draw}, but nothing becomes less dense. */
    void add(Shape shape, double density) {
        fill(shape, density, density);
    }

    /** @param most the density from which on a voxel stays as it is */
    private void fill(Shape shape, double density, double most) {
        Point centre = shape.centre();
        Point reach = shape.reach();
        for (int z = first(centre.z() - reach.z()); z < end(centre.z() + reach.z(), depth); z++) {
            for (int y = first(centre.y() - reach.y()); y < end(centre.y() + reach.y(), height); y++) {
                for (int x = first(centre.x() - reach.x()); x < end(centre.x() + reach.x(), width); x++) {
                    int voxel = (z * height + y) * width + x;
                    if (values[voxel] < most) {
                        double covered = covered(shape.depth(new Point(z, y, x)));
                        values[voxel] += (float) (covered * (density - values[voxel]));
                    }
                }
            }
        }
    }

    private static int first(double from) {
        return Math.max(0, (int) Math.floor(from - BLUR));
    }

    private static int end(double to, int edge) {
        return Math.min(edge, (int) Math.ceil(to + BLUR) + 1);
    }

    /** The share of a voxel that a shape takes whose depth there is known. */
    static double covered(double depth) {
        return Math.min(1, Math.max(0, 0.5 + depth / BLUR));
    }

    void addNoise(double deviation, SplittableRandom random) {
        for (int voxel = 0; voxel < values.length; voxel++) {
            values[voxel] += (float) (deviation * NormalNumbers.next(random));
        }
    }
}
