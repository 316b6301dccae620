package io.foldwise.plugin.volume.prepare;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Parts by their size. */
final class Largest {

    private Largest() {}

    /** The parts, the largest first; of equal ones the one that comes first. */
    static int[] of(long[] voxels) {
        return IntStream.range(0, voxels.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer part) -> -voxels[part]))
                .mapToInt(part -> part)
                .toArray();
    }
}
