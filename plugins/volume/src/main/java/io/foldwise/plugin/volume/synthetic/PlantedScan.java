package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.spi.Seed;
import io.foldwise.toolkit.random.Draw;
import io.foldwise.toolkit.random.NormalNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Nodules to be seen in a real scan.
 *
 * @param noise standard deviation within them, in Hounsfield units
 */
record PlantedScan(Seed seed, List<Lump> nodules, double noise) {

    private static final int PLACES_TRIED = 20_000;
    private static final int AROUND = 7;

    /** A voxel around which it is darker than this lies in a lung. */
    private static final double DARK = 80;

    private static final double LUNG = -850;
    private static final double ROOM = 40;

    PlantedScan {
        nodules = List.copyOf(nodules);
    }

    /** Chooses places in the lungs of the first and only one of volumes. */
    static PlantedScan of(Seed seed, Volumes real, Findings findings, double noise) {
        SplittableRandom random = seed.branch("nodules", 0).random();
        int[] extent = real.extent(0);
        List<Lump> nodules = new ArrayList<>();
        int wanted = findings.number(random);
        for (int i = 0; i < wanted; i++) {
            double diameter = findings.diameter(ROOM, random);
            double density = findings.density(random);
            for (int tries = 0; tries < PLACES_TRIED; tries++) {
                Point place = new Point(
                        Draw.between(0, extent[0], random),
                        Draw.between(0, extent[1], random),
                        Draw.between(0, extent[2], random));
                if (Lump.apart(place, diameter, nodules) && inLung(real, place)) {
                    nodules.add(Lump.of(place, diameter, density, random));
                    break;
                }
            }
        }
        return new PlantedScan(seed, nodules, noise);
    }

    private static boolean inLung(Volumes real, Point place) {
        byte[] around = real.part(0, Lump.around(place, new Point(AROUND / 2, AROUND / 2, AROUND / 2)));
        double sum = 0;
        for (byte voxel : around) {
            sum += voxel & 0xff;
        }
        return sum / around.length < DARK;
    }

    /** Draws what of the nodules lies in a block of the scan. */
    void draw(byte[] voxels, Block block) {
        for (Lump nodule : nodules) {
            Block box = nodule.box(1);
            if (box.meets(block)) {
                draw(nodule, box.within(block), voxels, block);
            }
        }
    }

    private void draw(Lump nodule, Block part, byte[] voxels, Block block) {
        for (int z = part.z(); z < part.z() + part.depth(); z++) {
            for (int y = part.y(); y < part.y() + part.height(); y++) {
                for (int x = part.x(); x < part.x() + part.width(); x++) {
                    int at = block.place(z - block.z(), y - block.y(), x - block.x());
                    double covered = Canvas.covered(nodule.depth(new Point(z, y, x)));
                    double there = Brightness.density(voxels[at] & 0xff);
                    double density = LUNG + nodule.density() * (Phantom.TISSUE - LUNG) + noise * noiseAt(z, y, x);
                    if (covered > 0 && there < density) {
                        voxels[at] = (byte) Brightness.of(there + covered * (density - there));
                    }
                }
            }
        }
    }

    /** The same whichever part of the scan is drawn. */
    private double noiseAt(int z, int y, int x) {
        return NormalNumbers.next(new SplittableRandom(seed.value() ^ (((long) z << 40) + ((long) y << 20) + x)));
    }
}
