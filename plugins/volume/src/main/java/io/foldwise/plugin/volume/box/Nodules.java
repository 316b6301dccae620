package io.foldwise.plugin.volume.box;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;

/**
 * Nodules of a volume: what is asked is where they are and how large. Predictions and targets are {@code [nodules, 5]}: for each a
 * probability (of a target 1, or 0 for a finding that counts neither way), the centre along depth, height and width in voxels of
 * the volume that the network reads, and the diameter, in voxels too. Logits are {@code [depth, height, width, anchors * 5]}, a cell
 * for each {@code stride} voxels along an edge.
 */
public record Nodules(Anchors anchors) implements Head {

    @Override
    public String name() {
        return "nodules";
    }

    @Override
    public long[] logits() {
        return new long[] {-1, -1, -1, (long) anchors.anchors().size() * Anchors.NUMBERS};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(Storage.Cell.FLOAT);
    }
}
