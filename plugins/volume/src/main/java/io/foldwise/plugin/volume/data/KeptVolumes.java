package io.foldwise.plugin.volume.data;

import io.foldwise.toolkit.memory.MemoryBudget;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Volumes that are made as a whole when they are needed, all of one extent. Those that come first are kept while there is room, and
 * stay.
 */
public final class KeptVolumes implements Volumes {

    private final Source source;
    private final Block whole;
    private final MemoryBudget budget;
    private final AtomicReferenceArray<byte[]> kept;

    /** Makes volumes. */
    public interface Source {

        /** All voxels, {@code [depth, height, width]}, the same whenever it is asked. */
        byte[] volume(int row);

        OptionalLong contentHash(int row);
    }

    /**
     * @param extent of every volume
     * @param number of volumes
     */
    public KeptVolumes(Source source, int[] extent, int number, MemoryBudget budget) {
        this.source = source;
        this.whole = Block.of(extent);
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(number);
    }

    @Override
    public int[] extent(int row) {
        return new int[] {whole.depth(), whole.height(), whole.width()};
    }

    @Override
    public byte[] part(int row, Block block) {
        byte[] voxels = new byte[block.voxels()];
        Arrays.fill(voxels, (byte) OUTSIDE);
        if (!block.outside(extent(row))) {
            Block.copy(volume(row), whole, voxels, block);
        }
        return voxels;
    }

    private byte[] volume(int row) {
        byte[] known = kept.get(row);
        if (known != null) {
            return known;
        }
        byte[] made = source.volume(row);
        if (budget.take(made.length) && !kept.compareAndSet(row, null, made)) {
            budget.give(made.length); // another thread was faster
        }
        return made;
    }

    @Override
    public OptionalLong contentHash(int row) {
        return source.contentHash(row);
    }
}
