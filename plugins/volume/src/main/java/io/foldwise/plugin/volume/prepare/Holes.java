package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Components.Neighbours;

/** What a mask encloses, such as vessels and nodules in a lung. */
final class Holes {

    private Holes() {}

    /** With everything from where no way leads to a corner of the volume. */
    static Mask filled(Mask mask) {
        Components others = Components.of(mask.not(), Neighbours.TWENTY_SIX);
        boolean[] outer = new boolean[others.count()];
        for (int z : new int[] {0, mask.depth() - 1}) {
            for (int y : new int[] {0, mask.height() - 1}) {
                for (int x : new int[] {0, mask.width() - 1}) {
                    int part = others.at(z, y, x);
                    if (part >= 0) {
                        outer[part] = true;
                    }
                }
            }
        }
        return others.mask(part -> outer[part]).not();
    }

    /** With everything that is enclosed within its slice. */
    static Mask filledInSlices(Mask mask) {
        Components others = Components.of(mask.not(), Neighbours.FOUR);
        boolean[] outer = new boolean[others.count()];
        others.forEach((z, y, from, end, part) -> {
            if (y == 0 || y == mask.height() - 1 || from == 0 || end == mask.width()) {
                outer[part] = true;
            }
        });
        return others.mask(part -> outer[part]).not();
    }
}
