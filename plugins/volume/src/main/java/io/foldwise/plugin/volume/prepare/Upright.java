package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.file.Grid;
import java.util.List;

/**
 * The axes of a scan, sorted and turned over so that depth goes most nearly to the head, height to the back and width to the left,
 * in voxels of a millimetre whose first one is the scan's. What is left of a rotation stays in {@link #toWorld}.
 *
 * @param axes of the scan: for depth, height and width 0, slices, 1, rows, or 2, columns
 * @param turned whether they run the other way in the scan
 */
record Upright(Grid grid, int[] axes, boolean[] turned) {

    private static final List<int[]> ORDERS = List.of(
            new int[] {0, 1, 2},
            new int[] {0, 2, 1},
            new int[] {1, 0, 2},
            new int[] {1, 2, 0},
            new int[] {2, 0, 1},
            new int[] {2, 1, 0});

    private static final double ROUNDING = 1e-6;

    /** Of a voxel: headers round places and sizes, which are not to cost the last voxel. */
    private static final double NEAR = 1e-2;

    static Upright of(Grid grid) {
        int[] best = ORDERS.get(0);
        for (int[] order : ORDERS) {
            if (agreement(grid, order) > agreement(grid, best) + ROUNDING) {
                best = order;
            }
        }
        boolean[] turned = new boolean[3];
        for (int axis = 0; axis < turned.length; axis++) {
            turned[axis] = grid.direction(best[axis])[2 - axis] < 0;
        }
        return new Upright(grid, best, turned);
    }

    /** The world's axes are x, y and z, ours z, y and x. */
    private static double agreement(Grid grid, int[] order) {
        double sum = 0;
        for (int axis = 0; axis < order.length; axis++) {
            sum += Math.abs(grid.direction(order[axis])[2 - axis]);
        }
        return sum;
    }

    /** Depth, height and width. */
    int[] extent() {
        int[] extent = new int[3];
        for (int axis = 0; axis < extent.length; axis++) {
            double length = (grid.extent(axes[axis]) - 1) * grid.spacing(axes[axis]);
            extent[axis] = (int) Math.floor(length + NEAR) + 1;
        }
        return extent;
    }

    /** Where in the scan, along its own axis, a voxel lies. */
    double stored(int axis, int voxel) {
        double way = voxel / grid.spacing(axes[axis]);
        int last = grid.extent(axes[axis]) - 1;
        return Math.min(last, Math.max(0, turned[axis] ? last - way : way));
    }

    /** Which of depth, height and width an axis of the scan is. */
    int ours(int stored) {
        return axes[0] == stored ? 0 : axes[1] == stored ? 1 : 2;
    }

    ToWorld toWorld() {
        double[] first = new double[3];
        for (int axis = 0; axis < first.length; axis++) {
            first[axes[axis]] = turned[axis] ? grid.extent(axes[axis]) - 1 : 0;
        }
        double[] origin = grid.toWorld().world(first[0], first[1], first[2]);
        double[] numbers = new double[12];
        for (int axis = 0; axis < first.length; axis++) {
            double[] direction = grid.direction(axes[axis]);
            for (int world = 0; world < direction.length; world++) {
                numbers[4 * world + axis] = turned[axis] ? -direction[world] : direction[world];
            }
        }
        for (int world = 0; world < origin.length; world++) {
            numbers[4 * world + 3] = origin[world];
        }
        return new ToWorld(numbers);
    }
}
