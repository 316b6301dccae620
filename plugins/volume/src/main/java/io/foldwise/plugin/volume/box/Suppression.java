package io.foldwise.plugin.volume.box;

import java.util.ArrayList;
import java.util.List;

/** Non-maximum suppression on cubes: of boxes that overlap only the most probable one stays. */
public final class Suppression {

    private Suppression() {}

    /**
     * The boxes that stay, the most probable first.
     *
     * @param boxes in any order, which does not matter
     */
    public static List<Box> of(List<Box> boxes, Anchors limits) {
        List<Box> sorted = new ArrayList<>(boxes);
        sorted.sort(Box.BEST_FIRST);
        List<Box> kept = new ArrayList<>();
        for (Box box : sorted) {
            if (kept.size() == limits.most()) {
                break;
            }
            if (kept.stream().noneMatch(better -> better.overlap(box) > limits.suppression())) {
                kept.add(box);
            }
        }
        return kept;
    }
}
