package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.spi.Seed;
import io.foldwise.toolkit.random.Draw;
import java.util.SplittableRandom;

/**
 * A scan of a drawn chest.
 *
 * @param seed of what differs from one scan of a patient to the next
 * @param noise standard deviation, in Hounsfield units
 */
record Phantom(Chest chest, Seed seed, double noise) {

    static final double AIR = -1000;
    static final double TISSUE = 40;
    private static final double BONE = 500;
    private static final double RIM = 10;
    private static final int BRIGHT = 210;

    /** Hounsfield units of voxels of a millimetre, {@code [depth, height, width]}. */
    float[] density() {
        SplittableRandom random = seed.branch("scan", 0).random();
        double lung = Draw.between(-880, -800, random);
        Canvas canvas = new Canvas(chest.extent(), AIR);
        canvas.draw(chest.body(), TISSUE + Draw.within(15, random));
        chest.ribs().forEach(rib -> canvas.add(rib, BONE));
        chest.lungs().forEach(each -> canvas.draw(each, lung));
        chest.vessels().forEach(vessel -> canvas.add(vessel, TISSUE));
        for (Lump nodule : chest.nodules()) {
            canvas.add(nodule, lung + nodule.density() * (TISSUE - lung));
        }
        canvas.addNoise(noise, random);
        return canvas.values();
    }

    /** As a scan is once it is prepared: only the lungs and a rim around them are seen, without bones. */
    byte[] prepared() {
        float[] density = density();
        byte[] voxels = new byte[density.length];
        int height = chest.extent()[1];
        int width = chest.extent()[2];
        for (int voxel = 0; voxel < voxels.length; voxel++) {
            double far = chest.fromLungs(new Point(voxel / width / height, voxel / width % height, voxel % width));
            int value = Brightness.of(density[voxel]);
            boolean hidden = far > RIM || far > 0 && value > BRIGHT;
            voxels[voxel] = (byte) (hidden ? Volumes.OUTSIDE : value);
        }
        return voxels;
    }
}
