package io.foldwise.plugin.volume.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every reader of volumes with nodules does, beside what all readers do. */
public abstract class VolumeReaderContract extends ReaderContract {

    @Override
    protected void assertCells(Head head, Tensor target, String what) {
        if (head instanceof VolumeMask) {
            super.assertCells(head, target, what);
            return;
        }
        for (int box = 0; box < target.shape()[0]; box++) {
            assertThat(target.values()[box * 5]).as("probability of %s", what).isIn(0f, 1f);
            assertThat(target.values()[box * 5 + 4]).as("diameter of %s", what).isPositive();
        }
    }

    @Override
    protected void assertShape(Head head, Tensor target, String what) {
        if (head instanceof VolumeMask) {
            super.assertShape(head, target, what);
            return;
        }
        assertThat(target.shape()).as("shape of %s", what).hasSize(2);
        assertThat(target.shape()[1]).as("numbers of a box of %s", what).isEqualTo(5);
    }

    @Test
    void readsRegionsAsTheyAreInTheWholeVolume() {
        Regions data = (Regions) reader().train();
        int[] extent = data.extent(0);
        float[] whole = data.features(new int[] {0}).values().dup('c').data().asFloat();
        int channels = whole.length / Tensor.cells(extent);
        Tensor region = data.region(0, 3, extent[1] - 7, -2, 5, 9, 6);
        assertThat(region.shape()).containsExactly(5, 9, 6, channels);
        for (int z = 0; z < 5; z++) {
            for (int y = 0; y < 9; y++) {
                for (int x = 0; x < 6; x++) {
                    int from = ((z * 9 + y) * 6 + x) * channels;
                    float[] voxel = Arrays.copyOfRange(region.values(), from, from + channels);
                    int row = extent[1] - 7 + y;
                    if (row < extent[1] && x >= 2) {
                        int place = (((z + 3) * extent[1] + row) * extent[2] + x - 2) * channels;
                        assertThat(voxel).containsExactly(Arrays.copyOfRange(whole, place, place + channels));
                    } else {
                        assertThat(voxel[0]).isEqualTo(data.outside());
                        assertThat(voxel[2] > 0.5f || voxel[3] < -0.5f)
                                .as("whether coordinates go on")
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void saysWhereVoxelsAre() {
        Dataset data = reader().train();
        for (int row = 0; row < data.size(); row++) {
            String[] numbers =
                    data.attribute(row, VolumeDataset.TO_WORLD).orElseThrow().split(" ");
            assertThat(numbers)
                    .hasSize(12)
                    .allSatisfy(number -> assertThat(Double.parseDouble(number)).isFinite());
        }
    }

    @Test
    void fillsEdgesUpToMultiplesOfSixteen() {
        Regions data = (Regions) reader().train();
        for (int row = 0; row < data.size(); row++) {
            assertThat(Arrays.stream(data.extent(row)))
                    .allSatisfy(edge -> assertThat(edge % 16).isZero());
        }
    }
}
