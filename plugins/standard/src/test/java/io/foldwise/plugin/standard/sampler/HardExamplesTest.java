package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Sampler;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HardExamplesTest {

    private final PlainEpoch epoch = PlainEpoch.of(Samples.of(new float[20][1]), 0, 1)
            .withRows(1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
            .withLosses(0.1, 0.9, 0.2, 0.8, 0.1, 0.7, 0.1, 0.1, 0.1, 0.7);

    @Test
    void keepsTheShareWithTheLargestLosses() {
        assertThat(rows(share(0.2))).containsExactlyInAnyOrder(3, 7);
        assertThat(rows(share(1))).containsExactlyInAnyOrder(epoch.rows());
    }

    @Test
    void takesEarlierRowsOfEqualLosses() {
        assertThat(rows(share(0.3))).containsExactlyInAnyOrder(3, 7, 11);
    }

    @Test
    void keepsAtLeastOneSample() {
        assertThat(rows(share(0.001))).containsExactly(3);
    }

    @Test
    void keepsLossesAboveTheThreshold() {
        assertThat(rows(above(0.7))).containsExactlyInAnyOrder(3, 7);
    }

    @Test
    void refusesAThresholdThatNoLossReaches() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> above(0.95).batches(epoch))
                .withMessageContaining("none of 10 samples")
                .withMessageContaining("0.95")
                .withMessageContaining("largest is 0.9000");
    }

    @Test
    void needsEitherAShareOrAThreshold() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> sampler(Optional.empty(), Optional.empty()));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> sampler(Optional.of(0.5), Optional.of(0.5)));
    }

    private int[] rows(Sampler sampler) {
        return sampler.batches(epoch).stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static Sampler share(double share) {
        return sampler(Optional.of(share), Optional.empty());
    }

    private static Sampler above(double threshold) {
        return sampler(Optional.empty(), Optional.of(threshold));
    }

    private static Sampler sampler(Optional<Double> share, Optional<Double> above) {
        Spec<Sampler> batches = Components.spec(Shuffled.class, new Shuffled.Params(4));
        return new HardExamples(new HardExamples.Params(share, above, batches), new Components());
    }
}
