package io.foldwise.plugin.volume.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.plugin.volume.data.VolumeReaderContract;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.plugin.volume.prepare.Criteria;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantedScansTest extends VolumeReaderContract {

    @TempDir
    private Path folder;

    /** A lung of 40 x 40 x 40 mm within tissue. */
    private static double density(double x, double y, double z) {
        double far = Math.max(Math.abs(x - 24), Math.max(Math.abs(y - 24), Math.abs(z - 24)));
        return far < 20 ? -850 + 5 * (x % 3) : 40;
    }

    private SyntheticCtReader planted(int drawn, int scans, Path volume) {
        return planted(drawn, scans, Optional.empty(), volume);
    }

    private SyntheticCtReader planted(int drawn, int scans, Optional<Double> nodules, Path volume) {
        Preprocessing plain = Criteria.preprocessing(Preprocessing.LungSearch.NONE);
        return new SyntheticCtReader(new SyntheticCtReader.Params(
                drawn,
                2,
                1,
                List.of(48, 48, 48),
                new Findings(2, 5, 9, 1),
                3,
                20,
                true,
                new Anchors(List.of(10.0), 4, -3, 0.05, 100),
                Asked.NODULES,
                Storage.Cell.UBYTE,
                Optional.of(new Planted(volume, scans, nodules, plain)),
                1));
    }

    private Path real() {
        try {
            return TinyScan.of(48, 48, 48).with(PlantedScansTest::density).write(folder.resolve("real.mha"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Reader reader() {
        return planted(2, 3, real());
    }

    @Test
    void plantsNodulesIntoTheLungOfARealScan() {
        Regions data = (Regions) planted(0, 6, real()).train();
        int nodules = 0;
        for (int row = 0; row < data.size(); row++) {
            Tensor boxes = data.target(row, data.task().first());
            for (int box = 0; box < boxes.shape()[0]; box++) {
                float[] at = Arrays.copyOfRange(boxes.values(), box * 5, box * 5 + 5);
                assertThat(density(at[3], at[2], at[1])).as("what was there").isLessThan(-800);
                Tensor middle = data.region(row, Math.round(at[1]), Math.round(at[2]), Math.round(at[3]), 1, 1, 1);
                assertThat(middle.values()[0]).as("what is there now").isGreaterThan(0.1f);
                nodules++;
            }
        }
        assertThat(nodules).isBetween(5, 25);
    }

    @Test
    void plantsAsManyAsAreAskedFor() {
        assertThat(boxes(planted(0, 20, Optional.of(0.5), real()).train())).isBetween(2, 20);
        assertThat(boxes(planted(0, 20, Optional.empty(), real()).train())).isBetween(25, 55);
        assertThat(boxes(planted(20, 1, Optional.of(0.01), real()).train())).isBetween(25, 55);
    }

    private static int boxes(Dataset data) {
        return IntStream.range(0, data.size())
                .map(row -> data.target(row, data.task().first()).shape()[0])
                .sum();
    }

    @Test
    void leavesTheScanAsItIsBesideThem() {
        Regions data = (Regions) planted(0, 1, real()).train();
        float corner = data.region(0, 0, 0, 0, 1, 1, 1).values()[0];
        assertThat(corner).isEqualTo((Brightness.of(40) - 128) / 128f);
    }

    @Test
    void tellsPlantedScansFromDrawnOnes() {
        Regions data = (Regions) reader().train();
        assertThat(IntStream.range(0, 5)
                        .mapToObj(row -> data.attribute(row, "source").orElseThrow()))
                .containsExactly("drawn", "drawn", "planted", "planted", "planted");
        assertThat(IntStream.range(0, 5).map(data::group)).containsExactly(0, 1, 2, 2, 2);
    }

    @Test
    void saysThatThereIsNoSuchScan() {
        Path none = folder.resolve("none.mhd");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> planted(1, 1, none).train())
                .withMessage(none + ": there is no such file");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> planted(1, 1, folder).train())
                .withMessageContaining("is no single scan: ");
    }
}
