package io.foldwise.plugin.volume.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network that finds a box wherever a voxel is 1, and masks its input: whatever the tiles, all is found once, where it is. */
final class VolumeTilesTest {

    private static final InputShape.Volume SHAPE = new InputShape.Volume(96, 80, 48, 1);

    private static final Head MASK = new Head() {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    };

    private static final List<Box> NODULES = List.of(
            new Box(0.9, 0, 0, 0, 4),
            new Box(0.8, 95, 79, 47, 4),
            new Box(0.7, 31, 31, 31, 4),
            new Box(0.6, 32, 40, 20, 4),
            new Box(0.5, 47, 48, 15, 4),
            new Box(0.4, 64, 16, 16, 4),
            new Box(0.3, 63, 10, 16, 4));

    private static INDArray volume() {
        INDArray volume = Nd4j.create(1, 96, 80, 48, 1);
        NODULES.forEach(box -> volume.putScalar(
                new int[] {0, (int) box.z(), (int) box.y(), (int) box.x(), 0}, (float) box.probability()));
        return volume;
    }

    private static Tensor whole() {
        return new Tensor(volume().dup('c').data().asFloat(), 96, 80, 48, 1);
    }

    private static Network network(List<long[]> shown) {
        return features -> {
            INDArray batch = features.values();
            shown.add(batch.shape());
            int[] shape =
                    IntStream.range(1, 5).map(axis -> (int) batch.size(axis)).toArray();
            float[] values = batch.dup('c').data().asFloat();
            List<Box> boxes = new ArrayList<>();
            for (int at = 0; at < values.length; at++) {
                if (values[at] > 0) {
                    boxes.add(
                            new Box(values[at], at / shape[2] / shape[1], at / shape[2] % shape[1], at % shape[2], 4));
                }
            }
            return List.of(List.of(Box.tensor(boxes), new Tensor(values, shape)));
        };
    }

    private static List<Tensor> predicted(int window, int margin, List<long[]> shown) {
        VolumeTiles tiles =
                new VolumeTiles(new VolumeTiles.Params(window, margin), SHAPE, Task.of(SomeBoxes.HEAD, MASK));
        return tiles.predict(network(shown), Features.of(volume())).get(0);
    }

    @Test
    void findsTheSameWhateverTheTiles() {
        for (int window : new int[] {32, 48, 64, 96, 144}) {
            List<Tensor> predicted = predicted(window, 0, new ArrayList<>());
            assertThat(Box.of(predicted.get(0)))
                    .usingElementComparator((one, other) -> one.squaredDistance(other) == 0 ? 0 : 1)
                    .containsExactlyElementsOf(NODULES);
            assertThat(predicted.get(1)).isEqualTo(whole());
        }
    }

    @Test
    void marginsAreShownAndNotAnsweredFor() {
        List<long[]> shown = new ArrayList<>();
        List<Tensor> predicted = predicted(64, 16, shown);

        assertThat(shown).hasSize(3 * 3).allSatisfy(shape -> assertThat(shape).containsExactly(1, 64, 64, 48, 1));
        assertThat(Box.of(predicted.get(0)))
                .as("what is repeated into the margins is not found there")
                .hasSize(NODULES.size());
        assertThat(predicted.get(1)).isEqualTo(whole());
    }

    @Test
    void volumesThatFitAreShownWhole() {
        List<long[]> shown = new ArrayList<>();
        predicted(144, 32, shown);

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0)).containsExactly(1, 96, 80, 48, 1);
    }

    @Test
    void tilesAreAboutAsLargeAsEachOther() {
        assertThat(Tile.along(256, 144, 32))
                .containsExactly(
                        new Tile(-32, 128, 0, 64),
                        new Tile(32, 128, 64, 128),
                        new Tile(96, 128, 128, 192),
                        new Tile(160, 128, 192, 256));
    }

    @Test
    void refusesSizesThatCellsDoNotFit() {
        assertThatThrownBy(() -> new VolumeTiles.Params(100, 32))
                .hasMessage("window and margin must be multiples of 16");
        assertThatThrownBy(() -> new VolumeTiles.Params(64, 32)).hasMessage("window must be more than two margins");
    }
}
