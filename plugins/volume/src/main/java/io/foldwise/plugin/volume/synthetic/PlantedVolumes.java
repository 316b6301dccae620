package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Volumes;
import java.util.List;
import java.util.OptionalLong;

/**
 * A real scan again and again, with other nodules each time.
 *
 * @param real the scan, the only one
 */
record PlantedVolumes(Volumes real, List<PlantedScan> scans) implements Volumes {

    @Override
    public int[] extent(int row) {
        return real.extent(0);
    }

    @Override
    public byte[] part(int row, Block block) {
        byte[] voxels = real.part(0, block);
        scans.get(row).draw(voxels, block);
        return voxels;
    }

    @Override
    public OptionalLong contentHash(int row) {
        long nodules =
                scans.get(row).nodules().isEmpty() ? 0 : scans.get(row).seed().value();
        return OptionalLong.of(real.contentHash(0).orElse(0) ^ nodules);
    }
}
