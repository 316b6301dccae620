package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Components.Neighbours;
import io.foldwise.plugin.volume.prepare.Mask.Box;
import java.util.List;

/**
 * The two lungs apart from each other, or one mask of both where they do not come apart.
 *
 * @param each masks of the same volume
 */
record Lungs(List<Mask> each) {

    private static final int MOST_EROSIONS = 22;
    private static final double MOST_UNLIKE = 4.8;
    private static final double MAIN = 0.95;

    /** Erodes until there are two parts of similar size; what lay around goes to the nearer one. */
    static Lungs of(Mask both) {
        Mask eroded = both;
        for (int times = 0; times < MOST_EROSIONS; times++) {
            Components parts = Components.of(eroded, Neighbours.TWENTY_SIX);
            long[] voxels = parts.voxels();
            int[] largest = Largest.of(voxels);
            if (largest.length > 1 && voxels[largest[0]] < MOST_UNLIKE * voxels[largest[1]]) {
                Mask one = parts.mask(part -> part == largest[0]);
                Mask other = parts.mask(part -> part == largest[1]);
                return divided(both, one, other);
            }
            if (largest.length == 0) {
                break;
            }
            eroded = eroded.eroded();
        }
        return new Lungs(List.of(Holes.filledInSlices(both)));
    }

    private static Lungs divided(Mask both, Mask one, Mask other) {
        Box box = both.bounds().orElseThrow();
        int[] toOne = Distances.of(one, box);
        int[] toOther = Distances.of(other, box);
        Mask left = both.empty();
        Mask right = both.empty();
        for (int z = 0; z < box.edge(0); z++) {
            for (int y = 0; y < box.edge(1); y++) {
                for (int x = 0; x < box.edge(2); x++) {
                    int place = (z * box.edge(1) + y) * box.edge(2) + x;
                    int voxelZ = z + box.first()[0];
                    int voxelY = y + box.first()[1];
                    int voxelX = x + box.first()[2];
                    if (toOne[place] != toOther[place] && both.get(voxelZ, voxelY, voxelX)) {
                        (toOne[place] < toOther[place] ? left : right).set(voxelZ, voxelY, voxelX);
                    }
                }
            }
        }
        return new Lungs(List.of(Holes.filledInSlices(main(left)), Holes.filledInSlices(main(right))));
    }

    /** Without what lies apart: in slices beside the regions that make up most of the area, in space beside the largest part. */
    private static Mask main(Mask lung) {
        Components regions = Components.of(lung, Neighbours.EIGHT);
        long[] area = regions.voxels();
        int[] slice = new int[regions.count()];
        regions.forEach((z, y, from, end, region) -> slice[region] = z);
        long[] left = new long[lung.depth()];
        for (int region = 0; region < area.length; region++) {
            left[slice[region]] += area[region];
        }
        double[] rest = new double[lung.depth()];
        for (int z = 0; z < rest.length; z++) {
            rest[z] = MAIN * left[z];
        }
        boolean[] kept = new boolean[area.length];
        for (int region : Largest.of(area)) {
            kept[region] = rest[slice[region]] > 0;
            rest[slice[region]] -= area[region];
        }
        Components parts = Components.of(regions.mask(region -> kept[region]), Neighbours.TWENTY_SIX);
        int[] largest = Largest.of(parts.voxels());
        return parts.mask(part -> largest.length > 0 && part == largest[0]);
    }

    /** Voxels of the lungs. */
    Mask both() {
        Mask both = each.get(0);
        for (Mask lung : each) {
            both = both.or(lung);
        }
        return both;
    }

    /** Lungs with what they are bent around, such as a nodule at the wall, and a rim. */
    Mask wide(int rim) {
        Mask wide = each.get(0).empty();
        for (Mask lung : each) {
            wide = wide.or(Hulls.of(lung).dilated(rim));
        }
        return wide;
    }
}
