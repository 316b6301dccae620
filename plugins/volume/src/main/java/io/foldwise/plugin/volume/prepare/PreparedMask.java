package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.file.Grid;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import java.io.IOException;

/** A mask in the voxels of its scan as that was prepared: a voxel is 1 where the nearest one of the mask is above 0, else 0. */
public final class PreparedMask implements StoredVolume.Slices {

    private static final double NEAR = 0.01;

    private final Block block;
    private final int[][] nearest;
    private final int[] strides;
    private final int columns;
    private final byte[] voxels;

    private PreparedMask(Upright upright, int[] extent, int[] scan, ToWorld toWorld) {
        this.block = Block.of(extent);
        this.columns = upright.grid().columns();
        this.voxels = new byte[block.voxels()];
        this.nearest = new int[3][];
        this.strides = new int[3];
        double[] origin = toWorld.world(0, 0, 0);
        double[] first = upright.toWorld().along(origin[0], origin[1], origin[2]);
        int[] ourStrides = {extent[1] * extent[2], extent[2], 1};
        for (int stored = 0; stored < nearest.length; stored++) {
            int ours = upright.ours(stored);
            strides[stored] = ourStrides[ours];
            nearest[stored] = new int[scan[ours]];
            for (int voxel = 0; voxel < scan[ours]; voxel++) {
                nearest[stored][voxel] = (int) Math.round(upright.stored(ours, voxel + (int) Math.round(first[ours])));
            }
        }
    }

    /**
     * Reads a mask.
     *
     * @param grid of the scan, which that of the mask has to be
     * @param prepared extent, scan and place of the prepared scan
     * @throws UnreadableVolumeException if it is damaged, or has another grid
     */
    public static PreparedVolume of(StoredVolume mask, Grid grid, int[] extent, int[] scan, ToWorld toWorld)
            throws IOException {
        requireLike(grid, mask.grid());
        PreparedMask prepared = new PreparedMask(Upright.of(grid), extent, scan, toWorld);
        mask.read(prepared);
        return new PreparedVolume(extent, scan, prepared.voxels, toWorld);
    }

    private static void requireLike(Grid scan, Grid mask) throws UnreadableVolumeException {
        boolean same = scan.slices() == mask.slices() && scan.rows() == mask.rows() && scan.columns() == mask.columns();
        double[] one = scan.toWorld().numbers();
        double[] other = mask.toWorld().numbers();
        for (int i = 0; i < one.length; i++) {
            same &= Math.abs(one[i] - other[i]) < NEAR;
        }
        if (!same) {
            throw new UnreadableVolumeException(
                    "is a mask of %d x %d x %d voxels at %s, but its scan has %d x %d x %d at %s"
                            .formatted(
                                    mask.columns(),
                                    mask.rows(),
                                    mask.slices(),
                                    mask.toWorld(),
                                    scan.columns(),
                                    scan.rows(),
                                    scan.slices(),
                                    scan.toWorld()));
        }
    }

    @Override
    public void slice(int number, float[] values) {
        for (int plane = 0; plane < nearest[0].length; plane++) {
            if (nearest[0][plane] == number) {
                write(values, plane * strides[0]);
            }
        }
    }

    private void write(float[] values, int from) {
        for (int row = 0; row < nearest[1].length; row++) {
            for (int column = 0; column < nearest[2].length; column++) {
                float value = values[nearest[1][row] * columns + nearest[2][column]];
                voxels[from + row * strides[1] + column * strides[2]] = (byte) (value > 0 ? 1 : 0);
            }
        }
    }
}
