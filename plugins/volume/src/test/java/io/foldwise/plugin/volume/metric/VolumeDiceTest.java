package io.foldwise.plugin.volume.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric.Tally;
import org.junit.jupiter.api.Test;

final class VolumeDiceTest {

    private static final VolumeMask MASK = new VolumeMask(Storage.Cell.FLOAT);

    private static Tensor mask(float... voxels) {
        return new Tensor(voxels, voxels.length, 1, 1, 1);
    }

    @Test
    void isTwiceTheOverlapOfBothMasks() {
        VolumeDice dice = new VolumeDice(new VolumeDice.Params(0.5), MASK);
        assertThat(dice.higherIsBetter()).isTrue();
        Tally tally = dice.tally(MASK);
        tally.add(mask(1, 1, 1, 0), mask(0.9f, 0.2f, 0.5f, 0.6f));
        assertThat(tally.value()).isEqualTo(2.0 * 2 / (3 + 3));
        tally.add(mask(0, 0), mask(0, 0));
        tally.add(mask(0, 0, 0), mask(0, 1, 0));
        assertThat(tally.value()).isCloseTo((4 / 6.0 + 1 + 0) / 3, within(1e-12));
        assertThat(tally.details().get("non-empty")).isEqualTo(4 / 6.0);
        assertThat(tally.details().get("sensitivity")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(tally.details().get("precision")).isCloseTo((2 / 3.0 + 0) / 2, within(1e-12));
    }
}
