package io.foldwise.plugin.volume.prepare;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The connected parts of a mask, made of runs of voxels in a row: memory goes with the surface of what is found, not the volume. */
final class Components {

    /** Which voxels are neighbours. */
    enum Neighbours {
        /** That share a face. */
        SIX(0, new int[] {0, -1}, new int[] {-1, 0}),
        /** That share a corner. */
        TWENTY_SIX(1, new int[] {0, -1}, new int[] {-1, -1}, new int[] {-1, 0}, new int[] {-1, 1}),
        /** Of a slice, that share an edge. */
        FOUR(0, new int[] {0, -1}),
        /** Of a slice, that share a corner. */
        EIGHT(1, new int[] {0, -1});

        private final int reach;
        private final int[][] rows;

        Neighbours(int reach, int[]... rows) {
            this.reach = reach;
            this.rows = rows;
        }
    }

    /** Is told runs, row by row. */
    interface Runs {
        void run(int z, int y, int from, int end, int component);
    }

    private final Mask mask;
    private final int[] rows;
    private int[] from = new int[1 << 10];
    private int[] end = new int[1 << 10];
    private int[] parent = new int[1 << 10];
    private int runs;
    private int count;

    private Components(Mask mask) {
        this.mask = mask;
        this.rows = new int[mask.depth() * mask.height() + 1];
    }

    static Components of(Mask mask, Neighbours neighbours) {
        Components components = new Components(mask);
        for (int row = 0; row < mask.depth() * mask.height(); row++) {
            components.read(row);
            for (int[] other : neighbours.rows) {
                components.join(row, other[0], other[1], neighbours.reach);
            }
        }
        components.number();
        return components;
    }

    private void read(int row) {
        int z = row / mask.height();
        int y = row % mask.height();
        rows[row] = runs;
        for (int x = mask.next(z, y, 0, true); x < mask.width(); x = mask.next(z, y, end[runs - 1], true)) {
            if (runs == from.length) {
                from = Arrays.copyOf(from, 2 * runs);
                end = Arrays.copyOf(end, 2 * runs);
                parent = Arrays.copyOf(parent, 2 * runs);
            }
            from[runs] = x;
            end[runs] = mask.next(z, y, x, false);
            parent[runs] = runs;
            runs++;
        }
        rows[row + 1] = runs;
    }

    private void join(int row, int planes, int lines, int reach) {
        int z = row / mask.height() + planes;
        int y = row % mask.height() + lines;
        if (z < 0 || y < 0 || y >= mask.height()) {
            return;
        }
        int other = z * mask.height() + y;
        int one = rows[row];
        int two = rows[other];
        while (one < rows[row + 1] && two < rows[other + 1]) {
            if (from[one] < end[two] + reach && from[two] < end[one] + reach) {
                unite(one, two);
            }
            if (end[one] < end[two]) {
                one++;
            } else {
                two++;
            }
        }
    }

    private void unite(int one, int other) {
        int first = root(one);
        int second = root(other);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int run) {
        int root = run;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** Replaces parents by numbers from 0: a parent comes before its children. */
    private void number() {
        for (int run = 0; run < runs; run++) {
            parent[run] = parent[run] == run ? count++ : parent[parent[run]];
        }
    }

    int count() {
        return count;
    }

    void forEach(Runs told) {
        for (int row = 0; row < rows.length - 1; row++) {
            for (int run = rows[row]; run < rows[row + 1]; run++) {
                told.run(row / mask.height(), row % mask.height(), from[run], end[run], parent[run]);
            }
        }
    }

    /** Voxels of each. */
    long[] voxels() {
        long[] voxels = new long[count];
        forEach((z, y, first, behind, component) -> voxels[component] += behind - first);
        return voxels;
    }

    /** The one that a voxel belongs to; -1 if it belongs to none. */
    int at(int z, int y, int x) {
        int row = z * mask.height() + y;
        for (int run = rows[row]; run < rows[row + 1]; run++) {
            if (from[run] <= x && x < end[run]) {
                return parent[run];
            }
        }
        return -1;
    }

    /** The voxels of some. */
    Mask mask(IntPredicate kept) {
        Mask some = mask.empty();
        forEach((z, y, first, behind, component) -> {
            if (kept.test(component)) {
                some.set(z, y, first, behind);
            }
        });
        return some;
    }
}
