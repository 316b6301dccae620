package io.foldwise.plugin.example.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.MetricContract;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import org.junit.jupiter.api.Test;

final class DiceScoreTest extends MetricContract {

    @Override
    protected Metric metric() {
        return new DiceScore(new DiceScore.Params(0.5, 1));
    }

    @Override
    protected Head head() {
        return new Masks(3, 1, Storage.Cell.FLOAT);
    }

    @Test
    void isTwiceTheOverlapOfBothMasks() {
        Tally tally = metric().tally(head());
        tally.add(mask(1, 1, 0), mask(0.9f, 0.2f, 0.6f));
        assertThat(tally.value()).isEqualTo(2.0 * 1 / (2 + 2));
        tally.add(mask(0, 0, 1), mask(0.1f, 0.1f, 0.7f));
        assertThat(tally.value()).isEqualTo((0.5 + 1) / 2);
    }

    @Test
    void saysWhatEmptyMasksAreWorth() {
        Tally tally = new DiceScore(new DiceScore.Params(0.5, 0.25)).tally(head());
        tally.add(mask(0, 0, 0), mask(0.1f, 0.1f, 0.1f));
        assertThat(tally.value()).isEqualTo(0.25);
    }

    @Test
    void tellsImagesWithAndWithoutAShapeApart() {
        Tally tally = metric().tally(head());
        tally.add(mask(1, 0, 0), mask(0, 0, 0));
        tally.add(mask(0, 0, 0), mask(0, 0, 0));
        assertThat(tally.details()).containsEntry("positives", 0.0).containsEntry("negatives", 1.0);
    }

    private static Tensor mask(float... pixels) {
        return new Tensor(pixels, 3, 1, 1);
    }
}
