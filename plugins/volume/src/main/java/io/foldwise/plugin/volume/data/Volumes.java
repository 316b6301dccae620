package io.foldwise.plugin.volume.data;

import java.util.OptionalLong;

/** Volumes as they were prepared: a byte for each voxel, 0 to 255, from black to white. Safe for use by several threads. */
public interface Volumes {

    /** What surrounds a volume: soft tissue. */
    int OUTSIDE = 170;

    /** Every edge of a volume is a multiple of this many voxels. */
    int MULTIPLE = 16;

    /** Depth, height and width. In an array of the caller's own. */
    int[] extent(int row);

    /** Voxels of a block, {@code [depth, height, width]}; {@link #OUTSIDE} where it lies outside of the volume. */
    byte[] part(int row, Block block);

    /** A number that equal volumes share, and others do not but for chance; empty if none is known without reading them. */
    OptionalLong contentHash(int row);

    /** The extent of a volume that is filled up at the far ends. */
    static int[] filled(int... extent) {
        int[] filled = new int[extent.length];
        for (int axis = 0; axis < filled.length; axis++) {
            filled[axis] = Math.multiplyExact((extent[axis] + MULTIPLE - 1) / MULTIPLE, MULTIPLE);
        }
        return filled;
    }
}
