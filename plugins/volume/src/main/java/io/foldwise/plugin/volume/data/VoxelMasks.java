package io.foldwise.plugin.volume.data;

/** Masks of volumes. Safe for use by several threads. */
public interface VoxelMasks {

    /** Whether voxels of a block belong to the mask, {@code [depth, height, width]} of 1 and 0; 0 outside of the volume. */
    byte[] part(int row, Block block);

    /** Whether any voxel does. */
    boolean any(int row);
}
