package io.foldwise.plugin.volume.prepare;

import java.util.ArrayList;
import java.util.List;

/** Convex hulls of the slices of a mask (Andrew 1979), but of those that they would make more than half as large again. */
final class Hulls {

    private static final double MOST = 1.5;

    private Hulls() {}

    private record Corner(long y, long x) {

        /** Above 0 where the middle one of three corners lies right of the line from the first to the last. */
        static long turn(Corner from, Corner over, Corner to) {
            return (over.x - from.x) * (to.y - from.y) - (over.y - from.y) * (to.x - from.x);
        }
    }

    static Mask of(Mask mask) {
        Mask hulls = mask.empty();
        for (int z = 0; z < mask.depth(); z++) {
            long area = mask.count(z);
            if (area > 0) {
                slice(mask, z, area, hulls);
            }
        }
        return hulls.or(mask);
    }

    private static void slice(Mask mask, int z, long area, Mask hulls) {
        List<Corner> left = new ArrayList<>();
        List<Corner> right = new ArrayList<>();
        for (int y = 0; y < mask.height(); y++) {
            int from = mask.next(z, y, 0, true);
            if (from < mask.width()) {
                int last = from;
                for (int x = from; x < mask.width(); x = mask.next(z, y, last + 1, true)) {
                    last = mask.next(z, y, x, false) - 1;
                }
                extend(left, new Corner(y, from), -1);
                extend(right, new Corner(y, last), 1);
            }
        }
        int first = (int) left.get(0).y();
        int end = (int) left.get(left.size() - 1).y() + 1;
        int[] from = new int[end - first];
        int[] to = new int[end - first];
        long hull = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = (int) Math.ceil(at(left, first + i) - 1e-9);
            to[i] = (int) Math.floor(at(right, first + i) + 1e-9);
            hull += to[i] - from[i] + 1;
        }
        if (hull <= MOST * area) {
            for (int i = 0; i < from.length; i++) {
                hulls.set(z, first + i, from[i], to[i] + 1);
            }
        }
    }

    /** @param side -1 for corners on the left, 1 for those on the right */
    private static void extend(List<Corner> chain, Corner next, int side) {
        while (chain.size() > 1
                && side * Corner.turn(chain.get(chain.size() - 2), chain.get(chain.size() - 1), next) <= 0) {
            chain.remove(chain.size() - 1);
        }
        chain.add(next);
    }

    /** Where a chain of corners crosses a row. */
    private static double at(List<Corner> chain, int y) {
        int below = 0;
        while (below < chain.size() - 2 && chain.get(below + 1).y() <= y) {
            below++;
        }
        Corner one = chain.get(below);
        Corner other = chain.get(Math.min(below + 1, chain.size() - 1));
        if (one.y() == other.y()) {
            return one.x();
        }
        double share = (double) (y - one.y()) / (other.y() - one.y());
        return one.x() + share * (other.x() - one.x());
    }
}
