package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.LayerContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch on its way through a block, cut into slabs: the whole block is computed slab by slab, so that intermediate
 * results stay in the cache.
 *
 * @param context the batch
 * @param packed where its sequences' rows lie
 * @param all the slabs, in order
 * @param keeping whether intermediate results of all slabs are kept for the backward pass, or only those of one at a time
 */
record Slabs(LayerContext context, PackedRows packed, List<Slab> all, boolean keeping) {

    private static final int ROWS = 256;

    /** Cuts a batch into slabs of whole sequences, as small as possible but of at least {@value #ROWS} rows. */
    static Slabs of(LayerContext context, boolean keeping) {
        PackedRows packed = new PackedRows(context.lengths());
        List<Slab> slabs = new ArrayList<>();
        int firstSample = 0;
        for (int sample = 0; sample < packed.batch(); sample++) {
            int firstRow = packed.start(firstSample);
            int rows = packed.start(sample) + packed.length(sample) - firstRow;
            boolean last = sample == packed.batch() - 1;
            if (rows >= ROWS || last && rows > 0) {
                slabs.add(new Slab(firstSample, sample + 1, firstRow, rows));
                firstSample = sample + 1;
            }
        }
        return new Slabs(context, packed, slabs, keeping);
    }

    /** Number of rows of the largest slab. */
    int largest() {
        return all.stream().mapToInt(Slab::rows).max().orElse(0);
    }

    /** Number of rows for which there must be room. */
    int rows() {
        return keeping ? packed.rows() : largest();
    }

    /** Where a slab's rows begin among those for which there is room. */
    int place(Slab slab) {
        return keeping ? slab.firstRow() : 0;
    }

    /** Makes room for rows of {@code columns} elements. */
    void reserve(MemoryScratch memory, int columns) {
        memory.atLeast(Math.multiplyExact(rows(), columns));
    }

    /** A slab's rows in memory that {@link #reserve} has made room in. */
    Matrix rows(MemoryScratch memory, Slab slab, int columns) {
        return Matrix.of(memory.memory(), (long) place(slab) * columns, slab.rows(), columns);
    }
}
