package io.foldwise.plugin.volume.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.plugin.volume.synthetic.Findings;
import io.foldwise.plugin.volume.synthetic.SyntheticCtReader;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Examples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MaskCropsTest {

    private static final Anchors BOXES = new Anchors(List.of(10.0), 4, -3, 0.05, 100);

    private static Dataset scans(Asked asked) {
        return new SyntheticCtReader(new SyntheticCtReader.Params(
                        4,
                        0,
                        1,
                        List.of(32, 48, 48),
                        new Findings(2, 6, 9, 1),
                        2,
                        20,
                        false,
                        BOXES,
                        asked,
                        Storage.Cell.UBYTE,
                        Optional.empty(),
                        1))
                .train();
    }

    private static MaskCrops crops(double around, Task task) {
        return new MaskCrops(new MaskCrops.Params(16, 6, around), task, new Seed(3));
    }

    private static double masked(Tensor mask) {
        double sum = 0;
        for (float voxel : mask.values()) {
            sum += voxel;
        }
        return sum;
    }

    @Test
    void cutsAShareOfThemAroundVoxelsOfTheMask() {
        Dataset scans = scans(Asked.MASK);
        Examples.Cut cut = crops(0.5, scans.task()).cut(scans, new int[] {0, 1, 3});
        Dataset parts = cut.data();
        assertThat(cut.rows()).hasSize(18);
        for (int part = 0; part < parts.size(); part++) {
            int row = part < 6 ? 0 : part < 12 ? 1 : 3;
            assertThat(parts.id(part)).startsWith("train-" + row + "/");
            Tensor mask = parts.target(part, parts.task().first());
            assertThat(mask.shape()).containsExactly(16, 16, 16, 1);
            if (part % 6 < 3 && scans.targets(row)[0] > 0) {
                assertThat(masked(mask)).as("voxels of part %d", part).isPositive();
            }
        }
        assertThat(parts.features(new int[] {0, 17}).values().shape()).containsExactly(2, 16, 16, 16, 1);
    }

    @Test
    void cutsTheSameAgain() {
        Dataset scans = scans(Asked.MASK);
        Dataset one = crops(0.5, scans.task()).cut(scans, new int[] {0, 1}).data();
        Dataset other = crops(0.5, scans.task()).cut(scans, new int[] {0, 1}).data();
        assertThat(other.features(new int[] {0, 5, 11}).values())
                .isEqualTo(one.features(new int[] {0, 5, 11}).values());
    }

    @Test
    void refusesDataWithoutMasks() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> crops(0.5, scans(Asked.NODULES).task()))
                .withMessageContaining("asks for none");
    }
}
