package io.foldwise.plugin.volume.cache;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Volumes of which parts are read from disk when they are needed. */
public record CachedVolumes(List<ChunkFile> files) implements Volumes {

    public CachedVolumes {
        files = List.copyOf(files);
    }

    @Override
    public int[] extent(int row) {
        return files.get(row).extent().clone();
    }

    /** @throws DataException if the file was removed or damaged meanwhile */
    @Override
    public byte[] part(int row, Block block) {
        try {
            return files.get(row).part(block, OUTSIDE);
        } catch (IOException e) {
            throw new DataException(
                    files.get(row).file(),
                    0,
                    "cannot be read any more: " + e.getMessage() + "; run again to prepare it anew");
        }
    }

    @Override
    public OptionalLong contentHash(int row) {
        return OptionalLong.of(files.get(row).hash());
    }
}
