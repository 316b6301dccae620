package io.foldwise.plugin.volume.file;

import io.foldwise.plugin.volume.data.ToWorld;
import java.util.Arrays;

/**
 * How many voxels a file has, and where they are.
 *
 * @param slices voxels along the axis that changes slowest; {@code columns} along the one that changes fastest
 * @param toWorld from {@code (slice, row, column, 1)} to millimetres: x to the patient's left, y to the back, z to the head
 */
public record Grid(int slices, int rows, int columns, ToWorld toWorld) {

    /** Voxels along an axis, at most. */
    public static final int LONGEST = 1 << 12;

    /** Voxels of a file, at most. */
    public static final long MOST_VOXELS = 1L << 31;

    private static final double SMALLEST = 0.01;
    private static final double LARGEST = 20;
    private static final double LONGEST_EDGE = 3000;
    private static final double SHORTEST_LONGEST_EDGE = 10;
    private static final double RIGHT_ANGLE = 1e-3;

    /** @throws UnreadableVolumeException if no volume like that is read */
    public static Grid of(long slices, long rows, long columns, ToWorld toWorld) throws UnreadableVolumeException {
        long[] extent = {slices, rows, columns};
        String size = columns + " x " + rows + " x " + slices;
        long voxels = 1;
        for (long edge : extent) {
            if (edge < 1) {
                throw new UnreadableVolumeException("has no voxels: " + size);
            }
            voxels = edge > LONGEST || voxels > MOST_VOXELS ? Long.MAX_VALUE : voxels * edge;
        }
        if (voxels > MOST_VOXELS) {
            throw new UnreadableVolumeException(
                    "says that it has " + size + " voxels, more than any volume that is read here (" + LONGEST
                            + " along an axis, " + (MOST_VOXELS >> 20) + " million)");
        }
        Grid grid = new Grid((int) slices, (int) rows, (int) columns, toWorld);
        grid.requireMillimetres();
        grid.requireRightAngles();
        return grid;
    }

    /** @throws UnreadableVolumeException if an edge of a voxel, as a header says it, is none */
    static void requirePositive(String key, double... edges) throws UnreadableVolumeException {
        for (double edge : edges) {
            if (!(edge > 0)) {
                throw new UnreadableVolumeException("says " + key + " = " + Arrays.toString(edges)
                        + ", and edges of voxels are above 0; a scan is mirrored by its directions");
            }
        }
    }

    private void requireMillimetres() throws UnreadableVolumeException {
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            double step = spacing(axis);
            if (!(step >= SMALLEST && step <= LARGEST) || step * extent(axis) > LONGEST_EDGE) {
                throw new UnreadableVolumeException("has voxels of " + spacing(2) + " x " + spacing(1) + " x "
                        + spacing(0) + " mm, which no scan of a body has; are they given in millimetres?");
            }
            longest = Math.max(longest, step * extent(axis));
        }
        if (longest < SHORTEST_LONGEST_EDGE) {
            throw new UnreadableVolumeException(
                    "is %.1f x %.1f x %.1f mm large, which no scan of a body is; are voxels given in millimetres?"
                            .formatted(spacing(2) * columns, spacing(1) * rows, spacing(0) * slices));
        }
        for (double number : toWorld.numbers()) {
            if (!(Math.abs(number) < 1e6)) {
                throw new UnreadableVolumeException("is at " + toWorld + ", which is no place in millimetres");
            }
        }
    }

    private void requireRightAngles() throws UnreadableVolumeException {
        for (int axis = 0; axis < 3; axis++) {
            double[] one = direction(axis);
            double[] other = direction((axis + 1) % 3);
            double cosine = one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
            if (Math.abs(cosine) > RIGHT_ANGLE) {
                throw new UnreadableVolumeException("has axes that are not at right angles (their cosine is " + cosine
                        + "), as of a tilted gantry; resample it before");
            }
        }
    }

    /** Voxels along an axis: 0 for slices, 1 for rows, 2 for columns. */
    public int extent(int axis) {
        return new int[] {slices, rows, columns}[axis];
    }

    /** Millimetres from a voxel to the next along an axis. */
    public double spacing(int axis) {
        double[] step = step(axis);
        return Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
    }

    /** Where an axis points in the world, {@code (x, y, z)} of length 1. */
    public double[] direction(int axis) {
        double[] step = step(axis);
        double length = spacing(axis);
        return new double[] {step[0] / length, step[1] / length, step[2] / length};
    }

    private double[] step(int axis) {
        double[] numbers = toWorld.numbers();
        return new double[] {numbers[axis], numbers[4 + axis], numbers[8 + axis]};
    }
}
