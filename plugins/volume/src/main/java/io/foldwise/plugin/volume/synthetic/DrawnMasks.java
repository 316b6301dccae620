package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.VoxelMasks;
import java.util.List;

/**
 * Which voxels are of a drawn nodule: those whose middle lies in one.
 *
 * @param nodules of each scan
 */
record DrawnMasks(List<List<Lump>> nodules) implements VoxelMasks {

    @Override
    public byte[] part(int row, Block block) {
        byte[] mask = new byte[block.voxels()];
        nodules.get(row).forEach(nodule -> draw(nodule, mask, block));
        return mask;
    }

    private static void draw(Lump nodule, byte[] mask, Block block) {
        Block box = nodule.box(0);
        if (!box.meets(block)) {
            return;
        }
        Block part = box.within(block);
        for (int z = part.z(); z < part.z() + part.depth(); z++) {
            for (int y = part.y(); y < part.y() + part.height(); y++) {
                for (int x = part.x(); x < part.x() + part.width(); x++) {
                    if (nodule.depth(new Point(z, y, x)) >= 0) {
                        mask[block.place(z - block.z(), y - block.y(), x - block.x())] = 1;
                    }
                }
            }
        }
    }

    @Override
    public boolean any(int row) {
        return !nodules.get(row).isEmpty();
    }
}
