package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Components.Neighbours;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the lungs of a scan. What is dark and connected is kept where it is as large as lungs are and near the middle; what is
 * connected with the air around the body is taken apart from it by leaving slices out at the end, more and more of them.
 */
final class LungMask {

    private static final int STEP = 2;

    private final Density density;
    private final LungCriteria criteria;

    private LungMask(Density density, LungCriteria criteria) {
        this.density = density;
        this.criteria = criteria;
    }

    /** Both lungs, holes filled; empty if none are found. */
    static Optional<Lungs> of(Density density, LungCriteria criteria) {
        return new LungMask(density, criteria).whole().map(Lungs::of);
    }

    private Optional<Mask> whole() {
        Mask dark = Airy.of(density, criteria.threshold(), criteria);
        for (int cut = 0; cut < density.depth(); cut += STEP) {
            Mask lungs = central(dark, 0, cut, criteria.distance());
            if (lungs.count() > 0) {
                return Optional.of(Holes.filled(lungs));
            }
        }
        return lessStrict().map(Holes::filled);
    }

    /** Where nothing is found: brighter, farther from the middle, the two largest parts. */
    private Optional<Mask> lessStrict() {
        Mask dark = Airy.of(density, criteria.secondThreshold(), criteria);
        dark.clearSlice(density.depth() - 1);
        Mask found = central(dark, 1, 1, criteria.secondDistance());
        Components parts = Components.of(found, Neighbours.SIX);
        if (parts.count() == 0) {
            return Optional.empty();
        }
        int[] largest = Largest.of(parts.voxels());
        return Optional.of(parts.mask(part -> part == largest[0] || largest.length > 1 && part == largest[1]));
    }

    /**
     * The parts of a mask that are as large as lungs, and near the middle of the slices in which they are large.
     *
     * @param first slices at the beginning that are left out
     * @param cut slices at the end that are left out at first
     */
    private Mask central(Mask dark, int first, int cut, double near) {
        Mask shorter = dark.copy();
        for (int z = 0; z < first; z++) {
            shorter.clearSlice(z);
        }
        for (int z = dark.depth() - cut; z < dark.depth(); z++) {
            shorter.clearSlice(z);
        }
        Components parts = Components.of(shorter, Neighbours.SIX);
        boolean[] outer = outer(parts, shorter, first, dark.depth() - 1 - cut);
        long[] voxels = parts.voxels();
        double[] distance = distances(parts, shorter);
        Mask found = parts.mask(part -> !outer[part] && criteria.allows(voxels[part]) && distance[part] < near);
        return cut == 0 || found.count() == 0 ? found : grownBack(found, dark, cut);
    }

    /** Which parts reach a corner, or the middle of an edge, of the first or the last slice: the air around the body. */
    private static boolean[] outer(Components parts, Mask mask, int firstSlice, int lastSlice) {
        boolean[] outer = new boolean[parts.count()];
        for (int z : new int[] {firstSlice, lastSlice}) {
            for (int y : new int[] {0, mask.height() - 1}) {
                for (int x : new int[] {0, mask.width() / 2, mask.width() - 1}) {
                    int part = parts.at(z, y, x);
                    if (part >= 0) {
                        outer[part] = true;
                    }
                }
            }
        }
        return outer;
    }

    /** How near to the middle parts come, on average over the slices in which they are large; infinite if there is none. */
    private double[] distances(Components parts, Mask mask) {
        double[] sum = new double[parts.count()];
        int[] slices = new int[parts.count()];
        double[] area = new double[parts.count()];
        double[] nearest = new double[parts.count()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int[] slice = {0};
        Runnable close = () -> {
            for (int part = 0; part < area.length; part++) {
                if (area[part] > criteria.area()) {
                    sum[part] += nearest[part];
                    slices[part]++;
                }
                area[part] = 0;
                nearest[part] = Double.POSITIVE_INFINITY;
            }
        };
        double middleY = (mask.height() - 1) / 2.0;
        double middleX = (mask.width() - 1) / 2.0;
        parts.forEach((z, y, from, end, part) -> {
            if (z != slice[0]) {
                close.run();
                slice[0] = z;
            }
            area[part] += end - from;
            double x = Math.min(end - 1, Math.max(from, middleX));
            nearest[part] = Math.min(nearest[part], Math.hypot(y - middleY, x - middleX));
        });
        close.run();
        for (int part = 0; part < sum.length; part++) {
            sum[part] = slices[part] == 0 ? Double.POSITIVE_INFINITY : sum[part] / slices[part];
        }
        return sum;
    }

    /** With what of the slices that were left out is connected, and not far away. */
    private static Mask grownBack(Mask found, Mask dark, int cut) {
        Mask last = dark.empty();
        for (int z = dark.depth() - cut; z < dark.depth(); z++) {
            for (int y = 0; y < dark.height(); y++) {
                for (int x = dark.next(z, y, 0, true); x < dark.width(); ) {
                    int end = dark.next(z, y, x, false);
                    last.set(z, y, x, end);
                    x = dark.next(z, y, end, true);
                }
            }
        }
        Mask near = found.or(last).and(found.dilated(cut));
        Components parts = Components.of(near, Neighbours.SIX);
        boolean[] kept = new boolean[parts.count()];
        Components.of(found, Neighbours.SIX).forEach((z, y, from, end, part) -> kept[parts.at(z, y, from)] = true);
        return parts.mask(part -> kept[part]);
    }
}
