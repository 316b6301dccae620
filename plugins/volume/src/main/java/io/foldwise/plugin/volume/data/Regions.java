package io.foldwise.plugin.volume.data;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Tensor;

/**
 * A dataset of volumes that reads a part of a volume without the rest of it. Places are in voxels of the volume as networks read it,
 * along depth, height and width, the first voxel being 0. Safe for use by several threads, as every dataset.
 */
public interface Regions extends Dataset {

    /** Channels of a volume that say where a voxel lies: along depth, height and width, from -0.5 to 0.5 inside of the volume. */
    int COORDINATES = 3;

    /** Depth, height and width of a sample's volume; each a multiple of 16. In an array of the caller's own. */
    int[] extent(int row);

    /**
     * A part of a sample's volume: what {@link #features} gives there. It may lie outside of the volume, in part or as a whole:
     * intensity is then that of {@linkplain #outside what surrounds the volume}, and coordinates go on beyond -0.5 and 0.5.
     *
     * @param z the first voxel along the depth; may be negative, as may {@code y} and {@code x}
     * @return {@code [depth, height, width, channels]}, in an array of the caller's own
     */
    Tensor region(int row, int z, int y, int x, int depth, int height, int width);

    /** The intensity of what surrounds a volume, as it stands in the first channel. */
    float outside();
}
