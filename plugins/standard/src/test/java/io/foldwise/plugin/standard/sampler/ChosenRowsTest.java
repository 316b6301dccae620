package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class ChosenRowsTest {

    private final PlainEpoch whole = PlainEpoch.of(Samples.of(new float[9][1]), 2, 7)
            .withRows(2, 4, 6, 8)
            .withLosses(0.2, 0.4, 0.6, 0.8);

    @Test
    void keepsRowsAscendingAndLossesBesideThem() {
        ChosenRows selection = new ChosenRows(whole, new int[] {3, 0, 3});
        assertThat(selection.rows()).containsExactly(2, 8, 8);
        assertThat(selection.losses()).containsExactly(0.2, 0.8, 0.8);
        assertThat(selection.number()).isEqualTo(2);
        assertThat(selection.total()).isEqualTo(7);
    }

    @Test
    void startsRandomnessOfItsOwnAfreshAtEveryCall() {
        ChosenRows selection = new ChosenRows(whole, new int[] {0});
        ChosenRows nested = new ChosenRows(selection, new int[] {0});
        long first = selection.random().nextLong();
        assertThat(selection.random().nextLong()).isEqualTo(first);
        assertThat(whole.random().nextLong()).isNotEqualTo(first);
        assertThat(nested.random().nextLong()).isNotEqualTo(first);
    }
}
