package io.foldwise.plugin.volume.metric;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision of boxes: the area below the curve of precision over recall, precision being made to fall (all points, as in VOC since
 * 2010). On each scan the most probable box comes first, and takes the nodule that it overlaps most and that is not taken yet; boxes that
 * overlap no nodule but an excluded finding are dropped.
 *
 * @see <a href="https://doi.org/10.1007/s11263-009-0275-4">Everingham et al. 2010</a>
 */
@Description("Average precision of boxes that overlap a nodule; larger is better")
public final class BoxAp implements Metric {

    private final double least;

    /** What counts as found. */
    public record Params(
            @Description("Overlap of cubes, intersection over union, from which a box is on a nodule")
            @Default("0.1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double overlap) {}

    @Inject
    public BoxAp(Params params, Nodules nodules) {
        this.least = params.overlap();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** Boxes of all scans are ranked together. */
    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new Ranked();
    }

    private record Entry(double probability, boolean found) {}

    private final class Ranked implements Tally {

        private final List<Entry> entries = new ArrayList<>();
        private int nodules;

        @Override
        public void add(Tensor target, Tensor prediction) {
            List<Box> findings = Box.of(target);
            boolean[] taken = new boolean[findings.size()];
            nodules += (int) findings.stream().filter(Box::counts).count();
            for (Box box : Box.of(prediction).stream().sorted(Box.BEST_FIRST).toList()) {
                int best = best(findings, taken, box);
                if (best >= 0) {
                    taken[best] = true;
                }
                boolean excluded = best < 0
                        && findings.stream().anyMatch(finding -> !finding.counts() && finding.overlap(box) >= least);
                if (!excluded) {
                    entries.add(new Entry(box.probability(), best >= 0));
                }
            }
        }

        private int best(List<Box> findings, boolean[] taken, Box box) {
            int best = -1;
            for (int number = 0; number < taken.length; number++) {
                Box finding = findings.get(number);
                double overlap = finding.overlap(box);
                if (finding.counts()
                        && !taken[number]
                        && overlap >= least
                        && (best < 0 || overlap > findings.get(best).overlap(box))) {
                    best = number;
                }
            }
            return best;
        }

        @Override
        public double value() {
            if (nodules == 0) {
                return Double.NaN;
            }
            List<Entry> ranked = new ArrayList<>(entries);
            ranked.sort(Comparator.comparingDouble(Entry::probability).reversed());
            List<int[]> points = new ArrayList<>(); // found and all marks, at each threshold
            int found = 0;
            for (int at = 0; at < ranked.size(); at++) {
                found += ranked.get(at).found() ? 1 : 0;
                boolean last = at + 1 == ranked.size()
                        || ranked.get(at + 1).probability() != ranked.get(at).probability();
                if (last) {
                    points.add(new int[] {found, at + 1});
                }
            }
            double area = 0;
            double precision = 0;
            for (int point = points.size() - 1; point >= 0; point--) {
                int[] at = points.get(point);
                int before = point == 0 ? 0 : points.get(point - 1)[0];
                precision = Math.max(precision, (double) at[0] / at[1]);
                area += precision * (at[0] - before) / nodules;
            }
            return area;
        }
    }
}
