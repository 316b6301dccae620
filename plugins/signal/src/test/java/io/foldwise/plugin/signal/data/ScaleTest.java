package io.foldwise.plugin.signal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.signal.data.Scale.Sums;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScaleTest {

    @Test
    void aChangeOfUnitChangesNothing() {
        for (double unit : new double[] {1, 1e-12, 1e9}) {
            List<Scale> scales = Scale.of(List.of(sums(unit, 3, -3, 3, -3), sums(unit, 10, 12, 10, 12)));
            assertThat(scales.get(0).deviation()).isCloseTo(3 * unit, within(1e-6 * unit));
            assertThat(scales.get(1).mean()).isCloseTo(11 * unit, within(1e-5 * unit));
            assertThat(scales.get(1).deviation()).isCloseTo(unit, within(1e-5 * unit));
        }
    }

    @Test
    void whatIsTheSameAtAllTimesBecomesZero() {
        List<Scale> scales = Scale.of(List.of(
                sums(1, 1, -1),
                sums(1, 0, 0),
                sums(1, 0.1, 0.1),
                sums(1, 1e-9, -1e-9))); // the last is what a filter leaves of nothing
        assertThat(scales.stream().skip(1)).allMatch(scale -> scale.deviation() == 1);
        float[] written = new float[2];
        scales.get(2).write(new float[] {0.1f, 0.1f}, 2, 0, 1, written, 0);
        assertThat(written).containsOnly(0);
    }

    private static Sums sums(double unit, double... values) {
        float[] signal = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> signal[i] = (float) (unit * values[i]));
        return Sums.of(signal, signal.length, 0, 1);
    }
}
