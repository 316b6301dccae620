package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.VolumeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A whole chest, if {@code FOLDWISE_CT_VOLUME} names a folder with {@code lung_ct_256.mhd}: the 99 slices of C3N-00247 of CPTAC, 2 x 2
 * pixels made one. What is expected of densities, {@code scipy.ndimage.map_coordinates} gives; of lungs, the code that Liao et al.
 * 2019 published, in the scan's own voxels: 2.552 and 1.766 litres.
 */
final class RealScanTest {

    private static StoredVolume scan() {
        Path file = Optional.ofNullable(System.getenv("FOLDWISE_CT_VOLUME"))
                .map(folder -> Path.of(folder).resolve("lung_ct_256.mhd"))
                .orElse(Path.of("none"));
        assumeTrue(Files.isRegularFile(file), "no such scan");
        return VolumeFile.of(file).orElseThrow();
    }

    @Test
    void readsDensitiesAndFindsLungs() throws IOException {
        StoredVolume scan = scan();
        Density density = Resampler.density(scan, Upright.of(scan.grid()));
        assertThat(new int[] {density.depth(), density.height(), density.width()})
                .containsExactly(295, 288, 288);
        assertThat(density.at(0, 0, 0)).isEqualTo((short) -992);
        assertThat((double) density.at(100, 130, 140)).isCloseTo(85.27257, within(0.5));
        assertThat((double) density.at(150, 120, 80)).isCloseTo(-465.68456, within(0.5));
        assertThat((double) density.at(200, 160, 200)).isCloseTo(-644.32603, within(0.5));
        assertThat((double) density.at(250, 100, 90)).isCloseTo(157.17561, within(0.5));
        Lungs lungs = LungMask.of(density, Criteria.with(Map.of())).orElseThrow();
        assertThat(lungs.each().get(0).count() / 1e6).isCloseTo(2.552, within(0.05));
        assertThat(lungs.each().get(1).count() / 1e6).isCloseTo(1.766, within(0.05));
    }
}
