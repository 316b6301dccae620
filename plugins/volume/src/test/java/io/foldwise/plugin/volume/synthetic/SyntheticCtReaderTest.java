package io.foldwise.plugin.volume.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.plugin.volume.data.VolumeReaderContract;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticCtReaderTest extends VolumeReaderContract {

    private static final Findings FINDINGS = new Findings(2, 4, 30, 0.9);

    @TempDir
    private Path folder;

    private static SyntheticCtReader.Params params(int train, int ofAPatient, Findings findings, List<Integer> size) {
        return new SyntheticCtReader.Params(
                train,
                3,
                ofAPatient,
                size,
                findings,
                3,
                20,
                true,
                new Anchors(List.of(10.0), 4, -3, 0.05, 100),
                Asked.BOTH,
                Storage.Cell.UBYTE,
                Optional.empty(),
                1);
    }

    private static Regions drawn(int train, int ofAPatient, Findings findings) {
        return (Regions) new SyntheticCtReader(params(train, ofAPatient, findings, List.of(48, 64, 64))).train();
    }

    @Override
    protected Reader reader() {
        return new SyntheticCtReader(params(6, 1, FINDINGS, List.of(32, 32, 48)));
    }

    @Test
    void drawsNodulesBrighterThanTheLungAroundThem() {
        Findings findings = new Findings(3, 6, 10, 1);
        Regions data = drawn(10, 1, findings);
        int nodules = 0;
        for (int row = 0; row < data.size(); row++) {
            Tensor boxes = data.target(row, data.task().first());
            for (int box = 0; box < boxes.shape()[0]; box++) {
                float[] at = Arrays.copyOfRange(boxes.values(), box * 5, box * 5 + 5);
                assertThat(at[4]).isBetween(6f, 10f);
                Tensor middle =
                        data.region(row, Math.round(at[1]) - 1, Math.round(at[2]) - 1, Math.round(at[3]) - 1, 3, 3, 3);
                double mean = IntStream.range(0, 27)
                        .mapToDouble(voxel -> middle.values()[voxel * 4])
                        .average()
                        .orElseThrow();
                assertThat(mean)
                        .as("brightness of nodule %d in scan %d", box, row)
                        .isGreaterThan(0);
                nodules++;
            }
        }
        assertThat(nodules).isBetween(10, 45);
    }

    /** Of each box the voxels that are bright are as many as a ball of its diameter has. */
    @Test
    void drawsNodulesAsLargeAsItSays() {
        Lump ball = Lump.of(new Point(20.3, 19.8, 20.1), 12, 1, new SplittableRandom(3));
        Canvas canvas = new Canvas(new int[] {40, 40, 40}, 0);
        canvas.add(ball, 100);
        double volume = 0;
        for (float value : canvas.values()) {
            volume += value / 100;
        }
        assertThat(volume).isCloseTo(Math.PI / 6 * 12 * 12 * 12, within(0.06 * 905));
    }

    /** The middle of a nodule belongs to the mask, and of a scan about as much as balls of these diameters hold. */
    @Test
    void masksTheVoxelsOfNodules() {
        Regions data = drawn(6, 1, new Findings(2, 8, 12, 1));
        Head mask = data.task().heads().get(1);
        double wanted = 0;
        double masked = 0;
        for (int row = 0; row < data.size(); row++) {
            Tensor boxes = data.target(row, data.task().first());
            for (int box = 0; box < boxes.shape()[0]; box++) {
                float[] at = Arrays.copyOfRange(boxes.values(), box * 5, box * 5 + 5);
                wanted += Math.PI / 6 * at[4] * at[4] * at[4];
                Block middle = new Block(Math.round(at[1]), Math.round(at[2]), Math.round(at[3]), 1, 1, 1);
                assertThat(data.maskRegion(row, mask, middle).values()).containsExactly(1);
            }
            Tensor whole = data.target(row, mask);
            assertThat(whole.shape()).containsExactly(48, 64, 64, 1);
            for (float voxel : whole.values()) {
                masked += voxel;
            }
        }
        assertThat(masked).isCloseTo(wanted, within(0.1 * wanted));
    }

    @Test
    void spreadsDiametersAsThePublishedOnes() {
        SplittableRandom random = new SplittableRandom(1);
        double[] diameters = IntStream.range(0, 20_000)
                .mapToDouble(i -> Diameters.any(3, 33, random))
                .toArray();
        assertThat(Arrays.stream(diameters).average().orElseThrow()).isCloseTo(8.31, within(0.15));
        assertThat(Arrays.stream(diameters).filter(d -> d < 10).count() / 20_000.0)
                .isCloseTo(0.763, within(0.01));
    }

    @Test
    void givesScansOfAPatientTheSameNodulesAndGroup() {
        Dataset data = drawn(6, 3, FINDINGS);
        assertThat(IntStream.range(0, 6).map(data::group)).containsExactly(0, 0, 0, 3, 3, 3);
        assertThat(data.id(4)).isEqualTo("train-1-1");
        assertThat(data.target(1, data.task().first()))
                .isEqualTo(data.target(0, data.task().first()));
        assertThat(data.features(new int[] {1}).values())
                .isNotEqualTo(data.features(new int[] {0}).values());
    }

    @Test
    void drawsTheScansThatAFileNames() throws IOException {
        Path file = Files.writeString(folder.resolve("names.txt"), "new\ntrain-3\n");
        Dataset named = reader().read(file);
        assertThat(named.labelled()).isFalse();
        assertThat(named.features(new int[] {1}).values())
                .isEqualTo(reader().train().features(new int[] {3}).values());
    }

    @Test
    void refusesSizesThatNetworksDoNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> params(1, 1, FINDINGS, List.of(64, 64, 72)))
                .withMessageContaining("72, which is no multiple of 16");
    }
}
