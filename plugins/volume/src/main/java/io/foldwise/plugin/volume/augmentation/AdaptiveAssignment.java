package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.AnchorGrid;
import io.foldwise.plugin.volume.box.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adaptive training sample selection: of each anchor the few cells nearest to a nodule are candidates; the threshold on their overlap with
 * it is the mean and the deviation of all these overlaps together. A place that several nodules would have is of the one that it overlaps most.
 * Without a candidate that overlaps, the nearest cell stands for the nodule, unless it stands for another one.
 *
 * @see <a href="https://arxiv.org/abs/1912.02424">Zhang et al. 2020</a>
 */
final class AdaptiveAssignment {

    private AdaptiveAssignment() {}

    private record Candidate(int place, double distance, double overlap) {}

    /** @param nearest how many cells of each anchor are looked at */
    static Map<Integer, Box> of(AnchorGrid grid, List<Box> boxes, int nearest) {
        Map<Integer, Box> chosen = new TreeMap<>();
        for (Box box : boxes) {
            List<Candidate> candidates = new ArrayList<>();
            for (int anchor = 0; anchor < grid.anchors().anchors().size(); anchor++) {
                candidates.addAll(nearest(grid, box, anchor, nearest));
            }
            double threshold = threshold(candidates);
            boolean none = true;
            for (Candidate candidate : candidates) {
                if (candidate.overlap() > 0 && candidate.overlap() >= threshold) {
                    none = false;
                    chosen.merge(candidate.place(), box, (before, now) -> better(grid, candidate.place(), before, now));
                }
            }
            if (none) {
                chosen.merge(Neighbours.best(grid, box), box, (before, now) -> before);
            }
        }
        return chosen;
    }

    private static Box better(AnchorGrid grid, int place, Box before, Box now) {
        Box cube = grid.cube(place);
        return cube.overlap(now) > cube.overlap(before) ? now : before;
    }

    private static List<Candidate> nearest(AnchorGrid grid, Box box, int anchor, int count) {
        double reach = grid.anchors().stride() * (1 + Math.cbrt(count));
        int[] depth = Neighbours.range(grid, box.z(), reach, grid.depth());
        int[] height = Neighbours.range(grid, box.y(), reach, grid.height());
        int[] width = Neighbours.range(grid, box.x(), reach, grid.width());
        List<Candidate> all = new ArrayList<>();
        for (int z = depth[0]; z < depth[1]; z++) {
            for (int y = height[0]; y < height[1]; y++) {
                for (int x = width[0]; x < width[1]; x++) {
                    int place = grid.place(z, y, x, anchor);
                    Box cube = grid.cube(place);
                    all.add(new Candidate(place, cube.squaredDistance(box), cube.overlap(box)));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::place));
        return all.subList(0, Math.min(count, all.size()));
    }

    /** Mean and deviation (of a sample) of the candidates' overlaps, added up. */
    private static double threshold(List<Candidate> candidates) {
        double mean =
                candidates.stream().mapToDouble(Candidate::overlap).average().orElse(0);
        double squares = candidates.stream()
                .mapToDouble(candidate -> Math.pow(candidate.overlap() - mean, 2))
                .sum();
        return mean + Math.sqrt(squares / Math.max(1, candidates.size() - 1));
    }
}
