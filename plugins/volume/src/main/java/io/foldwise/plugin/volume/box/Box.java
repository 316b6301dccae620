package io.foldwise.plugin.volume.box;

import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A cube with a nodule in it.
 *
 * @param probability that there is one; of a target 1, or 0 for a finding that counts neither way
 * @param z of the centre, in voxels along the depth; {@code y} and {@code x} along height and width
 * @param diameter of the nodule, which is the cube's edge, in voxels
 */
public record Box(double probability, double z, double y, double x, double diameter) {

    /** The most probable first; equal ones by their places, so that their order is always the same. */
    public static final Comparator<Box> BEST_FIRST = Comparator.comparingDouble(Box::probability)
            .reversed()
            .thenComparingDouble(Box::z)
            .thenComparingDouble(Box::y)
            .thenComparingDouble(Box::x)
            .thenComparingDouble(Box::diameter);

    /** The boxes of a tensor {@code [boxes, 5]}, in its order. */
    public static List<Box> of(Tensor boxes) {
        List<Box> list = new ArrayList<>(boxes.shape()[0]);
        float[] values = boxes.values();
        for (int at = 0; at < values.length; at += Anchors.NUMBERS) {
            list.add(new Box(values[at], values[at + 1], values[at + 2], values[at + 3], values[at + 4]));
        }
        return list;
    }

    /** A tensor {@code [boxes, 5]}, which may have no box. */
    public static Tensor tensor(List<Box> boxes) {
        float[] values = new float[boxes.size() * Anchors.NUMBERS];
        int at = 0;
        for (Box box : boxes) {
            values[at++] = (float) box.probability;
            values[at++] = (float) box.z;
            values[at++] = (float) box.y;
            values[at++] = (float) box.x;
            values[at++] = (float) box.diameter;
        }
        return new Tensor(values, boxes.size(), Anchors.NUMBERS);
    }

    /** The same box elsewhere. */
    public Box movedBy(double depth, double height, double width) {
        return new Box(probability, z + depth, y + height, x + width, diameter);
    }

    /** The same box with another probability. */
    public Box withProbability(double other) {
        return new Box(other, z, y, x, diameter);
    }

    /** Whether it is to be found; of a target. */
    public boolean counts() {
        return probability > 0;
    }

    /** The centre's distance from another's, squared. */
    public double squaredDistance(Box other) {
        double depth = z - other.z;
        double height = y - other.y;
        double width = x - other.x;
        return depth * depth + height * height + width * width;
    }

    /** How far two cubes overlap: their intersection over their union, from 0 to 1. */
    public double overlap(Box other) {
        double both = common(z, diameter, other.z, other.diameter)
                * common(y, diameter, other.y, other.diameter)
                * common(x, diameter, other.x, other.diameter);
        return both / (cube(diameter) + cube(other.diameter) - both);
    }

    private static double common(double centre, double edge, double otherCentre, double otherEdge) {
        double from = Math.max(centre - edge / 2, otherCentre - otherEdge / 2);
        double to = Math.min(centre + edge / 2, otherCentre + otherEdge / 2);
        return Math.max(0, to - from);
    }

    private static double cube(double edge) {
        return edge * edge * edge;
    }
}
