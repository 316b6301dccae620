package io.foldwise.plugin.volume.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tile covers along one axis.
 *
 * @param from the first voxel that the network is shown, which may lie in front of the volume
 * @param size how many voxels it is shown
 * @param core the first voxel that this tile answers for
 * @param end the one behind the last that it answers for
 */
record Tile(int from, int size, int core, int end) {

    /** Cores and margins begin and end where whole cells do, of any network that halves a volume four times. */
    private static final int STEP = 16;

    /**
     * The tiles along an axis, as few as there can be and about as large: an axis that is no longer than a window is taken as it is, and
     * longer ones have a margin around every tile.
     */
    static List<Tile> along(int length, int window, int margin) {
        if (length <= window) {
            return List.of(new Tile(0, length, 0, length));
        }
        int most = window - 2 * margin;
        int count = (length + most - 1) / most;
        int core = (length + count * STEP - 1) / (count * STEP) * STEP;
        List<Tile> tiles = new ArrayList<>();
        for (int start = 0; start < length; start += core) {
            tiles.add(new Tile(start - margin, core + 2 * margin, start, Math.min(length, start + core)));
        }
        return tiles;
    }

    /** Whether a place is this tile's to answer for: half a voxel around those of its core. */
    boolean holds(double place) {
        return place >= core - 0.5 && place < end - 0.5;
    }
}
