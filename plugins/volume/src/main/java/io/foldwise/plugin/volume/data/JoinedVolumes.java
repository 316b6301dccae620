package io.foldwise.plugin.volume.data;

import java.util.OptionalLong;

/**
 * Volumes behind others.
 *
 * @param first how many there are of {@code one}
 */
public record JoinedVolumes(Volumes one, int first, Volumes other) implements Volumes {

    @Override
    public int[] extent(int row) {
        return row < first ? one.extent(row) : other.extent(row - first);
    }

    @Override
    public byte[] part(int row, Block block) {
        return row < first ? one.part(row, block) : other.part(row - first, block);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return row < first ? one.contentHash(row) : other.contentHash(row - first);
    }
}
