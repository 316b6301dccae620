package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What augmentation makes of an example, whichever batch it is in. */
final class EpochBatchesTest {

    private static final Dataset DATA = TinyVectors.vectors();
    private static final Seed EPOCH = new Seed(5);
    private static final Augmentation DRAWING =
            (example, random) -> example.withInput(Tensor.row(random.nextInt(1000), random.nextInt(1000)));

    @Test
    void doesNotDependOnTheBatch() {
        Map<Integer, float[]> pairs = drawn(List.of(new int[] {3, 1}, new int[] {2, 0}), EPOCH);
        Map<Integer, float[]> whole = drawn(List.of(new int[] {0, 1, 2, 3}), EPOCH);

        assertThat(whole).hasSize(4);
        whole.forEach((row, values) -> assertThat(pairs.get(row)).containsExactly(values));
        assertThat(whole.values().stream().map(Arrays::toString)).doesNotHaveDuplicates();
    }

    @Test
    void doesNotDependOnWhichBatchIsMadeFirst() {
        EpochBatches batches = batches(DATA, List.of(new int[] {3, 1}, new int[] {3, 3}), EPOCH, DRAWING);
        INDArray second = batches.batch(1).features().values();
        batches.batch(0);

        assertThat(batches.batch(1).features().values()).isEqualTo(second);
    }

    @Test
    void changesWithTheEpoch() {
        List<int[]> rows = List.of(new int[] {0, 1});

        assertThat(drawn(rows, EPOCH).get(0))
                .isNotEqualTo(drawn(rows, EPOCH.branch("other", 0)).get(0));
    }

    @Test
    void isAnotherOneEveryTimeThatAnEpochHasAnExample() {
        EpochBatches batches = batches(DATA, List.of(new int[] {4, 4}, new int[] {4, 2}), EPOCH, DRAWING);
        INDArray first = batches.batch(0).features().values();
        INDArray second = batches.batch(1).features().values();

        assertThat(List.of(first.getRow(0), first.getRow(1), second.getRow(0))).doesNotHaveDuplicates();
    }

    @Test
    void doesNotDependOnAugmentationsAfterIt() {
        Augmentation drawing = (example, random) -> {
            random.nextInt();
            return example;
        };
        EpochBatches alone = batches(DATA, List.of(new int[] {4}), EPOCH, DRAWING);
        EpochBatches together = batches(DATA, List.of(new int[] {4}), EPOCH, DRAWING, drawing);

        assertThat(together.batch(0).features().values())
                .isEqualTo(alone.batch(0).features().values());
    }

    @Test
    void leavesPaddingAsItWas() {
        Dataset sequences = new TinySequences();
        int[] rows = {2, 23, 5};
        Batch plain = batches(sequences, List.of(rows), EPOCH).batch(0);
        Batch same = batches(sequences, List.of(rows), EPOCH, (example, random) -> example)
                .batch(0);

        assertThat(same.features().values()).isEqualTo(plain.features().values());
        assertThat(same.features().mask()).isEqualTo(plain.features().mask());
        assertThat(same.targets()).isEqualTo(plain.targets());
    }

    @Test
    void showsSequencesWithoutPaddingAndPadsThemAgain() {
        Augmentation doubled = (example, random) -> {
            float[] values = example.input().values();
            float[] twice = Arrays.copyOf(values, 2 * values.length);
            System.arraycopy(values, 0, twice, values.length, values.length);
            return example.withInput(Tensor.row(twice));
        };

        Batch batch = batches(new TinySequences(), List.of(new int[] {2, 4}), EPOCH, doubled)
                .batch(0);

        assertThat(batch.features().values().shape()).containsExactly(2, 10);
        assertThat(batch.features().values().getRow(0).toFloatVector())
                .containsExactly(14, 17, 0, 14, 17, 0, 0, 0, 0, 0);
        assertThat(batch.features().mask().orElseThrow().getRow(0).toFloatVector())
                .containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void refusesExamplesOfDifferentSizes() {
        Augmentation ragged = (example, random) -> example.withInput(
                Tensor.row(new float[1 + (int) example.targets().get(0).values()[0]]));
        EpochBatches batches =
                batches(DATA, List.of(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}), EPOCH, ragged);

        assertThatThrownBy(() -> batches.batch(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("augmented inputs do not fit into one batch: tensor [");
    }

    @Test
    void appliesAnAugmentationAsOftenAsItsProbabilitySays() {
        Example example = new Example(Tensor.row(1), List.of());
        Augmentation zero = (given, random) -> given.withInput(Tensor.row(0));
        SplittableRandom random = new SplittableRandom(3);
        double kept = 0;
        for (int i = 0; i < 1000; i++) {
            kept += new Chance(zero, 0.3).augment(example, random).input().values()[0];
        }

        assertThat(kept).isBetween(650.0, 750.0);
        assertThat(new Chance(zero, 0).augment(example, random)).isSameAs(example);
    }

    /** What the examples of an epoch become, by row. */
    private static Map<Integer, float[]> drawn(List<int[]> rows, Seed epoch) {
        EpochBatches batches = batches(DATA, rows, epoch, DRAWING);
        Map<Integer, float[]> drawn = new HashMap<>();
        for (int number = 0; number < batches.size(); number++) {
            INDArray values = batches.batch(number).features().values();
            for (int place = 0; place < rows.get(number).length; place++) {
                drawn.put(rows.get(number)[place], values.getRow(place).toFloatVector());
            }
        }
        return drawn;
    }

    private static EpochBatches batches(Dataset data, List<int[]> rows, Seed epoch, Augmentation... augmentations) {
        return new EpochBatches(data, rows, List.of(augmentations), epoch);
    }
}
