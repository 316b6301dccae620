package io.foldwise.plugin.volume.data;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
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

    /**
     * A part of a sample's mask: what {@link #target} gives there, and 0 outside of the volume.
     *
     * @param mask a head whose targets are {@code [depth, height, width, classes]}
     * @return {@code [depth, height, width, classes]}, in an array of the caller's own
     */
    default Tensor maskRegion(int row, Head mask, Block block) {
        Tensor whole = target(row, mask);
        int[] shape = whole.shape();
        int classes = shape[3];
        float[] part = new float[Math.multiplyExact(block.voxels(), classes)];
        Block volume = Block.of(shape);
        if (!block.outside(shape)) {
            Block common = block.within(volume);
            for (int z = common.z(); z < common.z() + common.depth(); z++) {
                for (int y = common.y(); y < common.y() + common.height(); y++) {
                    System.arraycopy(
                            whole.values(),
                            volume.place(z, y, common.x()) * classes,
                            part,
                            block.place(z - block.z(), y - block.y(), common.x() - block.x()) * classes,
                            common.width() * classes);
                }
            }
        }
        return new Tensor(part, block.depth(), block.height(), block.width(), classes);
    }

    /** The intensity of what surrounds a volume, as it stands in the first channel. */
    float outside();
}
