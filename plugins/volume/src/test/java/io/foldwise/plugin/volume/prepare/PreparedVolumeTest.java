package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.file.VolumeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreparedVolumeTest {

    static final Preprocessing PLAIN = Criteria.preprocessing(Preprocessing.LungSearch.NONE);

    @TempDir
    private Path folder;

    private PreparedVolume prepared(TinyScan scan) throws IOException {
        Path file = scan.write(folder.resolve("scan.mha"));
        return PreparedVolume.of(VolumeFile.of(file).orElseThrow(), PLAIN);
    }

    /** The value of a voxel is what the world has there, whichever way the scan's axes go. */
    @ParameterizedTest
    @CsvSource({
        "1 0 0 0 1 0 0 0 1",
        "-1 0 0 0 -1 0 0 0 1",
        "1 0 0 0 1 0 0 0 -1",
        "0 1 0 0 0 1 1 0 0",
        "0 0 -1 1 0 0 0 -1 0",
        "0.8 0.6 0 -0.6 0.8 0 0 0 1",
        "0.36 0.48 -0.8 -0.8 0.6 0 0.48 0.64 0.6"
    })
    void keepsEveryVoxelWhereItIsInTheWorld(String matrix) throws IOException {
        TinyScan scan = TinyScan.of(19, 14, 9)
                .spaced(0.7, 1.25, 2.5)
                .at(-4.5, 12.25, -6)
                .turned(Arrays.stream(matrix.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        PreparedVolume volume = prepared(scan);
        ToWorld toWorld = volume.toWorld();
        for (int z = 0; z < volume.scan()[0]; z++) {
            for (int y = 0; y < volume.scan()[1]; y++) {
                for (int x = 0; x < volume.scan()[2]; x++) {
                    double[] world = toWorld.world(z, y, x);
                    double density = TinyScan.PLANE.at(world[0], world[1], world[2]);
                    int value = volume.voxels()[(z * volume.extent()[1] + y) * volume.extent()[2] + x] & 0xff;
                    assertThat((double) value)
                            .as("voxel %d, %d, %d", z, y, x)
                            .isCloseTo((density + 1200) / 1800 * 255 - 0.5, within(0.8));
                }
            }
        }
        double[] one = toWorld.world(1, 0, 0);
        double[] zero = toWorld.world(0, 0, 0);
        assertThat(one[2]).as("depth goes to the head").isGreaterThan(zero[2]);
        assertThat(Math.sqrt(
                        Math.pow(one[0] - zero[0], 2) + Math.pow(one[1] - zero[1], 2) + Math.pow(one[2] - zero[2], 2)))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void hasVoxelsOfAMillimetreFromTheFirstToTheLast() throws IOException {
        PreparedVolume volume = prepared(TinyScan.of(19, 14, 9).spaced(0.7, 1.25, 2.5));
        assertThat(volume.scan()).containsExactly(21, 17, 13);
        assertThat(volume.extent()).containsExactly(32, 32, 16);
        assertThat(volume.voxels()[volume.voxels().length - 1] & 0xff)
                .as("where it is filled up")
                .isEqualTo(170);
    }

    @Test
    void keepsTheLastVoxelThoughHeadersRound() throws IOException {
        assertThat(prepared(TinyScan.of(19, 14, 9).spaced(0.9999, 1, 0.9999)).scan())
                .containsExactly(9, 14, 19);
    }

    @Test
    void findsPlacesThatItTold() {
        ToWorld map = new ToWorld(0, 0.6, 0.8, 3, 0, -0.8, 0.6, -2, 1, 0, 0, 7);
        double[] world = map.world(3, 5, 8);
        assertThat(map.along(world[0], world[1], world[2])).containsExactly(new double[] {3, 5, 8}, within(1e-12));
    }
}
