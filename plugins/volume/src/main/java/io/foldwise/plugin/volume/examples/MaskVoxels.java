package io.foldwise.plugin.volume.examples;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.spi.data.Head;
import java.util.Arrays;

/** The voxels of masks. */
final class MaskVoxels {

    private MaskVoxels() {}

    /** Where they are in an array of the volume, ascending; reads a plane at a time. */
    static int[] of(Regions volumes, int row, Head mask) {
        int[] extent = volumes.extent(row);
        int[] places = new int[1 << 10];
        int count = 0;
        for (int z = 0; z < extent[0]; z++) {
            float[] plane = volumes.maskRegion(row, mask, new Block(z, 0, 0, 1, extent[1], extent[2]))
                    .values();
            for (int voxel = 0; voxel < plane.length; voxel++) {
                if (plane[voxel] > 0.5) {
                    places = count == places.length ? Arrays.copyOf(places, 2 * count) : places;
                    places[count++] = z * extent[1] * extent[2] + voxel;
                }
            }
        }
        return Arrays.copyOf(places, count);
    }
}
