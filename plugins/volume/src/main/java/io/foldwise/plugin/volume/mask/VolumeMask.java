package io.foldwise.plugin.volume.mask;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;

/**
 * Asks of every voxel whether it belongs to the mask: {@code [depth, height, width, 1]}, in the size of the volume that the network is
 * given, so that it may be trained on parts. There are no baselines: volumes differ in size.
 *
 * @param cell what is kept of a voxel's prediction
 */
public record VolumeMask(Storage.Cell cell) implements Head {

    @Override
    public String name() {
        return "mask";
    }

    @Override
    public long[] logits() {
        return new long[] {-1, -1, -1, 1};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(cell);
    }
}
