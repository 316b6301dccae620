package io.foldwise.plugin.volume.cache;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.VoxelMasks;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.util.List;

/**
 * Masks of which parts are read from disk when they are needed.
 *
 * @param blank whether a mask has no voxel
 */
public record CachedMasks(List<ChunkFile> files, List<Boolean> blank) implements VoxelMasks {

    public CachedMasks {
        files = List.copyOf(files);
        blank = List.copyOf(blank);
    }

    public static CachedMasks of(List<ChunkFile> files) {
        return new CachedMasks(files, files.stream().map(ChunkFile::blank).toList());
    }

    /** @throws DataException if the file was removed or damaged meanwhile */
    @Override
    public byte[] part(int row, Block block) {
        try {
            return files.get(row).part(block, 0);
        } catch (IOException e) {
            throw new DataException(
                    files.get(row).file(),
                    0,
                    "cannot be read any more: " + e.getMessage() + "; run again to prepare it anew");
        }
    }

    @Override
    public boolean any(int row) {
        return !blank.get(row);
    }
}
