package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.AnchorGrid;
import io.foldwise.plugin.volume.box.Box;
import java.util.List;
import java.util.stream.IntStream;

/** The places of a grid around a box. */
final class Neighbours {

    private Neighbours() {}

    /** The places whose cube overlaps a box at least so far, ascending by anchor and cell. */
    static IntStream of(AnchorGrid grid, Box box, double overlap) {
        IntStream.Builder places = IntStream.builder();
        List<Double> anchors = grid.anchors().anchors();
        for (int anchor = 0; anchor < anchors.size(); anchor++) {
            double reach = (anchors.get(anchor) + box.diameter()) / 2;
            int[] depth = range(grid, box.z(), reach, grid.depth());
            int[] height = range(grid, box.y(), reach, grid.height());
            int[] width = range(grid, box.x(), reach, grid.width());
            for (int z = depth[0]; z < depth[1]; z++) {
                for (int y = height[0]; y < height[1]; y++) {
                    for (int x = width[0]; x < width[1]; x++) {
                        int place = grid.place(z, y, x, anchor);
                        if (grid.cube(place).overlap(box) >= overlap) {
                            places.add(place);
                        }
                    }
                }
            }
        }
        return places.build();
    }

    /** The cells whose centre is as near along an axis, from the first to behind the last. */
    static int[] range(AnchorGrid grid, double place, double reach, int cells) {
        int first = grid.nearest(place - reach, cells);
        int last = grid.nearest(place + reach, cells);
        return new int[] {first, last + 1};
    }

    /** The nearest cell, with the anchor of the nearest size. */
    static int best(AnchorGrid grid, Box box) {
        List<Double> anchors = grid.anchors().anchors();
        int best = 0;
        for (int anchor = 1; anchor < anchors.size(); anchor++) {
            if (difference(box, anchors.get(anchor)) < difference(box, anchors.get(best))) {
                best = anchor;
            }
        }
        return grid.place(
                grid.nearest(box.z(), grid.depth()),
                grid.nearest(box.y(), grid.height()),
                grid.nearest(box.x(), grid.width()),
                best);
    }

    private static double difference(Box box, double anchor) {
        return Math.abs(Math.log(box.diameter() / anchor));
    }
}
