package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LungMaskTest {

    private static final int DEPTH = 160;
    private static final int HEIGHT = 200;
    private static final int WIDTH = 240;

    private static double share(double z, double y, double x, double... half) {
        return Math.sqrt(z * z / (half[0] * half[0]) + y * y / (half[1] * half[1]) + x * x / (half[2] * half[2]));
    }

    /** A body with two lungs of 72 x 66 x 40 mm half axes, a nodule at the wall of one, and a table under it. */
    private static Density chest(double lungDensity) {
        short[] values = new short[DEPTH * HEIGHT * WIDTH];
        SplittableRandom random = new SplittableRandom(1);
        for (int z = 0; z < DEPTH; z++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double density = -1000;
                    if (share(0, y - 95, x - 120, 1, 90, 112) < 1) {
                        density = 40;
                        if (inLung(z, y, x)) {
                            density = share(z - 80, y - 95, x - 32, 9, 9, 9) < 1 ? 30 : lungDensity;
                        }
                    } else if (y > 190 && y < 196) {
                        density = 200;
                    }
                    values[(z * HEIGHT + y) * WIDTH + x] = (short) (density + random.nextInt(60) - 30);
                }
            }
        }
        return new Density(DEPTH, HEIGHT, WIDTH, values);
    }

    private static boolean inLung(int z, int y, int x) {
        return share(z - 80, y - 95, x - 68, 72, 66, 40) < 1 || share(z - 80, y - 95, x - 172, 72, 66, 40) < 1;
    }

    @Test
    void findsBothLungsApart() {
        Optional<Lungs> found = LungMask.of(chest(-850), Criteria.with(Map.of()));
        assertThat(found).isPresent();
        Lungs lungs = found.get();
        assertThat(lungs.each()).hasSize(2);
        double volume = 4.0 / 3 * Math.PI * 72 * 66 * 40;
        for (Mask lung : lungs.each()) {
            assertThat((double) lung.count()).isCloseTo(volume, within(0.05 * volume));
        }
        Mask wide = lungs.wide(0);
        assertThat(lungs.both().get(80, 95, 30)).as("a nodule at the wall").isFalse();
        assertThat(wide.get(80, 95, 33)).as("what the lung is bent around").isTrue();
        assertThat(wide.get(80, 95, 120)).as("between the lungs").isFalse();
        assertThat(lungs.wide(10).get(80, 95, 20)).as("the rim").isTrue();
    }

    @Test
    void findsNothingWithoutLungs() {
        short[] values = new short[40 * 60 * 60];
        for (int voxel = 0; voxel < values.length; voxel++) {
            values[voxel] = (short) (Math.hypot(voxel / 60 % 60 - 30, voxel % 60 - 30) < 25 ? 40 : -1000);
        }
        assertThat(LungMask.of(new Density(40, 60, 60, values), Criteria.with(Map.of())))
                .isEmpty();
    }

    @Test
    void findsLungsThatAreAlmostAsBrightAsTissue() {
        assertThat(LungMask.of(chest(-400), Criteria.with(Map.of()))
                        .map(lungs -> lungs.both().get(80, 95, 80)))
                .contains(true);
    }
}
