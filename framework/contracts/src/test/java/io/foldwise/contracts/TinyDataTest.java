package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape.Sequence;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

final class TinyDataTest {

    private static final int[] ALL =
            IntStream.range(0, TinyData.vectors().size()).toArray();

    @Test
    void batchesAreLaidOutAsTheInputShapeSays() {
        assertThat(shape(TinyData.vectors())).containsExactly(48, 6);
        assertThat(shape(TinyData.sequences())).containsExactly(48, longest(TinyData.sequences()));
        assertThat(shape(TinyData.signals())).containsExactly(48, 14, 2);
        assertThat(shape(TinyData.images())).containsExactly(48, 8, 8, 2);
    }

    @Test
    void masksSayHowLongSamplesAre() {
        Dataset data = TinyData.sequences();
        INDArray mask = data.features(ALL).mask().orElseThrow();
        for (int row : ALL) {
            assertThat(mask.getRow(row).sumNumber().intValue()).isEqualTo(data.length(row));
            assertThat(mask.getDouble(row, data.length(row) - 1)).isEqualTo(1);
        }
        assertThat(data.features(new int[] {0}).mask())
                .as("mask of a single sample")
                .isEmpty();
    }

    @Test
    void aSampleIsTheSameInEveryBatch() {
        for (Dataset data : TinyData.all()) {
            Features together = data.features(ALL);
            for (int row : ALL) {
                float[] alone = flat(data.features(new int[] {row}).values());
                float[] inBatch = flat(together.values().slice(row));
                assertThat(Arrays.copyOf(inBatch, alone.length)).containsExactly(alone);
            }
        }
    }

    @Test
    void sequencesHoldCategoriesAndTheirAnswers() {
        Dataset data = TinyData.sequences();
        int categories = ((Sequence) data.input()).categories();
        for (int row : ALL) {
            float[] sample = flat(data.features(new int[] {row}).values());
            for (int label = 0; label < data.task().width(); label++) {
                float marker = categories - 1 - label;
                boolean occurs = IntStream.range(0, sample.length).anyMatch(step -> sample[step] == marker);
                assertThat(occurs).isEqualTo(data.targets(row)[label] == 1);
            }
        }
    }

    @Test
    void everyLabelHasBothAnswers() {
        for (Dataset data : TinyData.all()) {
            for (int label = 0; label < data.task().width(); label++) {
                int column = label;
                long positives = Arrays.stream(ALL)
                        .filter(row -> data.targets(row)[column] == 1)
                        .count();
                assertThat(positives).isBetween(10L, 38L);
            }
        }
    }

    @Test
    void equalSeedsGiveEqualSamples() {
        Dataset first = TinyData.of(TinyData.signals().input(), TinyData.schema(2), 5, new Seed(3));
        Dataset same = TinyData.of(TinyData.signals().input(), TinyData.schema(2), 5, new Seed(3));
        Dataset other = TinyData.of(TinyData.signals().input(), TinyData.schema(2), 5, new Seed(4));
        assertThat(flat(same.features(new int[] {4}).values()))
                .containsExactly(flat(first.features(new int[] {4}).values()));
        assertThat(flat(other.features(new int[] {4}).values()))
                .isNotEqualTo(flat(first.features(new int[] {4}).values()));
    }

    private static long[] shape(Dataset data) {
        return data.features(ALL).values().shape();
    }

    private static long longest(Dataset data) {
        return Arrays.stream(ALL).map(data::length).max().orElseThrow();
    }

    private static float[] flat(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
