package io.foldwise.plugin.volume.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.volume.TinyVolumes;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Examples.Cut;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parts of tiny volumes, of which the fifth has a nodule of 12 voxels, the sixth one more of 6, and so on. */
final class NoduleCropsTest {

    private static final TinyVolumes VOLUMES = new TinyVolumes(12);
    private static final int[] ROWS = {4, 5, 6, 7, 8};

    private static Cut cut(double random, long seed) {
        NoduleCrops.Params params = new NoduleCrops.Params(24, 8, List.of(10.0, 30.0), List.of(4, 3, 1), random, 0.5);
        return new NoduleCrops(params, Task.of(SomeBoxes.HEAD), new Seed(seed)).cut(VOLUMES, ROWS);
    }

    @Test
    void smallNodulesHaveMoreParts() {
        Dataset parts = cut(0, 1).data();

        assertThat(parts.size()).as("three of 12 voxels, three of 6").isEqualTo(3 * 3 + 3 * 4);
        assertThat(parts.input()).isEqualTo(new InputShape.Volume(24, 24, 24, 1));
    }

    @Test
    void looksAtTheGivenRowsAlone() {
        Set<String> scans = ids(cut(0.5, 1).data());

        assertThat(scans)
                .isSubsetOf("scan-4", "scan-5", "scan-6", "scan-7", "scan-8")
                .hasSizeGreaterThan(3);
        assertThat(scans).as("a scan with no nodule").containsAnyOf("scan-4", "scan-8");
    }

    private static Set<String> ids(Dataset parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(row -> parts.id(row).replaceAll("/.*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPartAroundANoduleHasItInside() {
        Cut cut = cut(0, 3);
        for (int row : cut.rows()) {
            assertThat(Box.of(cut.data().target(row, SomeBoxes.HEAD))).anySatisfy(box -> {
                assertThat(box.z()).isBetween(7.5, 15.5);
                assertThat(box.y()).isBetween(7.5, 15.5);
                assertThat(box.x()).isBetween(7.5, 15.5);
            });
            assertThat(cut.data().targets(row)).containsExactly(1);
        }
    }

    @Test
    void voxelsAreThoseOfTheVolume() {
        Cut cut = cut(0.3, 2);
        int[] some = Arrays.copyOf(cut.rows(), 6);
        INDArray batch = cut.data().features(some).values();
        assertThat(batch.shape()).containsExactly(6, 24, 24, 24, 1);
        for (int i = 0; i < some.length; i++) {
            for (Box box : Box.of(cut.data().target(some[i], SomeBoxes.HEAD))) {
                int z = (int) Math.round(box.z());
                int y = (int) Math.round(box.y());
                int x = (int) Math.round(box.x());
                if (Math.min(z, Math.min(y, x)) >= 0 && Math.max(z, Math.max(y, x)) < 24) {
                    assertThat(batch.getFloat(i, z, y, x, 0))
                            .as("a nodule is bright")
                            .isGreaterThan(0.9f);
                }
            }
        }
    }

    @Test
    void aShareLiesAnywhere() {
        Cut cut = cut(0.5, 5);
        long withNodule = Arrays.stream(cut.rows())
                .filter(row -> cut.data().targets(row)[0] == 1)
                .count();

        assertThat(cut.rows()).hasSize(42);
        assertThat(withNodule).isBetween(21L, 36L);
    }

    @Test
    void followsFromItsSeed() {
        Cut one = cut(0.3, 1);
        INDArray first = one.data().features(one.rows()).values();

        assertThat(cut(0.3, 1).data().features(one.rows()).values()).isEqualTo(first);
        assertThat(cut(0.3, 2).data().features(one.rows()).values()).isNotEqualTo(first);
    }

    @Test
    void samplesWithoutNodulesGivePartsToo() {
        Cut cut = new NoduleCrops(
                        new NoduleCrops.Params(24, 8, List.of(), List.of(1), 0.3, 0.5),
                        Task.of(SomeBoxes.HEAD),
                        new Seed(1))
                .cut(VOLUMES, new int[] {0, 4});

        assertThat(cut.rows()).hasSize(2);
    }

    @Test
    void refusesOtherData() {
        assertThatThrownBy(() -> new NoduleCrops(
                        new NoduleCrops.Params(24, 8, List.of(), List.of(1), 0.3, 0.5),
                        TinyData.images().task(),
                        new Seed(1)))
                .isInstanceOf(IncompatibleException.class);
        assertThatThrownBy(() -> new NoduleCrops.Params(24, 8, List.of(10.0), List.of(1), 0.3, 0.5))
                .hasMessage("times must have one number more than diameters");
    }
}
