package io.foldwise.plugin.standard.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts rows into batches. */
final class Batches {

    private Batches() {}

    /** Consecutive batches of the given size, in order; the last one holds what is left. */
    static List<int[]> cut(int[] rows, int size) {
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < rows.length; from += size) {
            batches.add(Arrays.copyOfRange(rows, from, Math.min(from + size, rows.length)));
        }
        return batches;
    }
}
