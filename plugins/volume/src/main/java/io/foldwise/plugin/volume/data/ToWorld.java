package io.foldwise.plugin.volume.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where voxels are: an affine map from places in a volume, {@code (z, y, x, 1)}, to millimetres in the world, {@code (x, y, z)}.
 *
 * @param numbers {@code [3, 4]}, row by row
 */
public record ToWorld(double... numbers) {

    private static final int COLUMNS = 4;

    public ToWorld {
        if (numbers.length != 3 * COLUMNS) {
            throw new IllegalArgumentException(numbers.length + " numbers are no map into the world");
        }
        numbers = numbers.clone();
    }

    /** Axes of the volume that are those of the world, in voxels of a millimetre. */
    public static ToWorld shifted(double x, double y, double z) {
        return new ToWorld(0, 0, 1, x, 0, 1, 0, y, 1, 0, 0, z);
    }

    /** In an array of the caller's own. */
    @Override
    public double[] numbers() {
        return numbers.clone();
    }

    /** World coordinates, x, y and z, of a place in the volume. */
    public double[] world(double z, double y, double x) {
        double[] world = new double[3];
        for (int axis = 0; axis < world.length; axis++) {
            int row = axis * COLUMNS;
            world[axis] = numbers[row] * z + numbers[row + 1] * y + numbers[row + 2] * x + numbers[row + 3];
        }
        return world;
    }

    /** The same map where places are counted from another voxel, {@code (z, y, x)}. */
    public ToWorld movedTo(int... first) {
        double[] origin = world(first[0], first[1], first[2]);
        double[] moved = numbers.clone();
        for (int axis = 0; axis < origin.length; axis++) {
            moved[axis * COLUMNS + COLUMNS - 1] = origin[axis];
        }
        return new ToWorld(moved);
    }

    /**
     * How far a point in the world is from the first voxel along each axis, {@code (z, y, x)}, times the size of a voxel along that
     * axis: its place in a volume of voxels of a millimetre. Axes are at right angles.
     */
    public double[] along(double x, double y, double z) {
        double[] world = {x, y, z};
        double[] place = new double[3];
        for (int axis = 0; axis < place.length; axis++) {
            for (int row = 0; row < world.length; row++) {
                place[axis] += numbers[row * COLUMNS + axis] * (world[row] - numbers[row * COLUMNS + COLUMNS - 1]);
            }
        }
        return place;
    }

    /** With x and y the other way round: from left and back to right and front. */
    public ToWorld mirrored() {
        double[] mirrored = numbers.clone();
        for (int i = 0; i < 2 * COLUMNS; i++) {
            mirrored[i] = -mirrored[i];
        }
        return new ToWorld(mirrored);
    }

    /** The numbers with blanks between them. */
    public String text() {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToWorld map && Arrays.equals(numbers, map.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return text();
    }
}
