package io.foldwise.plugin.image.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiceTest extends MetricContract {

    private static final Masks ONE = new Masks("mask", 2, 2, List.of("lesion"), Storage.Cell.FLOAT);
    private static final Masks TWO = new Masks("mask", 2, 1, List.of("left", "right"), Storage.Cell.FLOAT);

    @Override
    protected Metric metric() {
        return dice(EmptyMasks.KAGGLE, TWO);
    }

    @Override
    protected Head head() {
        return TWO;
    }

    private static Dice dice(EmptyMasks empty, Masks masks) {
        return new Dice(new Dice.Params(new MaskCut(0.5, empty)), masks);
    }

    @Test
    void isTwiceTheOverlapOfBothMasks() {
        Tally tally = dice(EmptyMasks.KAGGLE, ONE).tally(ONE);
        tally.add(one(1, 1, 0, 0), one(0.9f, 0.2f, 0.6f, 0.5f));
        assertThat(tally.value()).isEqualTo(2.0 * 1 / (2 + 2));
        tally.add(one(0, 0, 1, 0), one(0.1f, 0.1f, 0.7f, 0));
        assertThat(tally.value()).isEqualTo((0.5 + 1) / 2);
    }

    @Test
    void takesEmptyMasksAsTheConventionSays() {
        assertThat(bothEmptyOneEmptyHalf(EmptyMasks.KAGGLE)).isCloseTo((1 + 0 + 0.5) / 3, within(1e-15));
        assertThat(bothEmptyOneEmptyHalf(EmptyMasks.SKIP_EMPTY_BOTH)).isEqualTo((0 + 0.5) / 2);
        assertThat(bothEmptyOneEmptyHalf(EmptyMasks.SKIP_EMPTY_TRUTH)).isEqualTo(0.5);
    }

    private static double bothEmptyOneEmptyHalf(EmptyMasks empty) {
        Tally tally = dice(empty, ONE).tally(ONE);
        tally.add(one(0, 0, 0, 0), one(0, 0, 0, 0));
        tally.add(one(0, 0, 0, 0), one(0, 0, 0, 1));
        tally.add(one(1, 1, 0, 0), one(1, 0, 1, 0));
        return tally.value();
    }

    @Test
    void countsMissedMasksAsZeroWhateverTheConvention() {
        for (EmptyMasks empty : EmptyMasks.values()) {
            Tally tally = dice(empty, ONE).tally(ONE);
            tally.add(one(1, 0, 0, 0), one(0, 0, 0, 0));
            assertThat(tally.value()).isZero();
        }
    }

    @Test
    void tellsImagesWithAndWithoutALesionApart() {
        Tally tally = dice(EmptyMasks.KAGGLE, ONE).tally(ONE);
        tally.add(one(1, 0, 0, 0), one(0, 0, 0, 0));
        tally.add(one(0, 0, 0, 0), one(0, 0, 0, 0));
        tally.add(one(0, 0, 0, 0), one(0, 0, 0, 0));
        assertThat(tally.shown()).containsExactly("positives", "negatives");
        assertThat(tally.details())
                .containsExactly(entry("all", 2.0 / 3), entry("positives", 0.0), entry("negatives", 1.0));
    }

    @Test
    void measuresEachClassByItselfAndTakesTheMean() {
        Tally tally = dice(EmptyMasks.KAGGLE, TWO).tally(TWO);
        tally.add(new Tensor(new float[] {1, 0, 1, 1}, 2, 1, 2), new Tensor(new float[] {1, 0, 0, 1}, 2, 1, 2));
        assertThat(tally.value()).isCloseTo((2.0 / 3 + 1) / 2, within(1e-15));
        assertThat(tally.details()).containsEntry("left all", 2.0 / 3).containsEntry("right positives", 1.0);
    }

    @Test
    void leavesClassesWithoutAValueOutOfTheMean() {
        Tally tally = dice(EmptyMasks.SKIP_EMPTY_TRUTH, TWO).tally(TWO);
        tally.add(new Tensor(new float[] {1, 0, 1, 0}, 2, 1, 2), new Tensor(new float[] {1, 0, 1, 1}, 2, 1, 2));
        assertThat(tally.value()).isEqualTo(1);
    }

    private static Tensor one(float... pixels) {
        return new Tensor(pixels, 2, 2, 1);
    }
}
