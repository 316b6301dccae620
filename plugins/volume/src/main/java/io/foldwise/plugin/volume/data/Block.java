package io.foldwise.plugin.volume.data;

import io.foldwise.spi.data.Tensor;

/** Voxels along depth, height and width, from a first one on; it may lie outside of a volume. */
public record Block(int z, int y, int x, int depth, int height, int width) {

    public Block {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a block of " + depth + " x " + height + " x " + width + " voxels");
        }
    }

    /** A whole volume. */
    public static Block of(int... extent) {
        return new Block(0, 0, 0, extent[0], extent[1], extent[2]);
    }

    public int voxels() {
        return Tensor.cells(depth, height, width);
    }

    /** Where a voxel of the block stands in an array of it, counted from the block's own first voxel. */
    public int place(int plane, int row, int column) {
        return (plane * height + row) * width + column;
    }

    /** Whether it has no voxel in a volume of that extent. */
    public boolean outside(int... extent) {
        return z >= extent[0]
                || y >= extent[1]
                || x >= extent[2]
                || z + depth <= 0
                || y + height <= 0
                || x + width <= 0;
    }

    /** Whether it has voxels in common with another one. */
    public boolean meets(Block other) {
        return z < other.z + other.depth
                && other.z < z + depth
                && y < other.y + other.height
                && other.y < y + height
                && x < other.x + other.width
                && other.x < x + width;
    }

    /** What of it lies in another one that it has voxels in common with. */
    public Block within(Block other) {
        int fromZ = Math.max(z, other.z);
        int fromY = Math.max(y, other.y);
        int fromX = Math.max(x, other.x);
        return new Block(
                fromZ,
                fromY,
                fromX,
                Math.min(z + depth, other.z + other.depth) - fromZ,
                Math.min(y + height, other.y + other.height) - fromY,
                Math.min(x + width, other.x + other.width) - fromX);
    }

    /** Copies voxels that two blocks have in common from an array of one into an array of the other. */
    public static void copy(byte[] from, Block source, byte[] to, Block target) {
        Block common = source.within(target);
        for (int plane = common.z; plane < common.z + common.depth; plane++) {
            for (int row = common.y; row < common.y + common.height; row++) {
                System.arraycopy(
                        from,
                        source.place(plane - source.z, row - source.y, common.x - source.x),
                        to,
                        target.place(plane - target.z, row - target.y, common.x - target.x),
                        common.width);
            }
        }
    }
}
