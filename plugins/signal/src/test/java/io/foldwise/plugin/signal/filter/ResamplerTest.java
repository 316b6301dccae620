package io.foldwise.plugin.signal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {

    private static float[] sine(double frequency, double rate, int length) {
        float[] signal = new float[length];
        for (int step = 0; step < length; step++) {
            signal[step] = (float) Math.sin(2 * Math.PI * frequency * step / rate);
        }
        return signal;
    }

    @ParameterizedTest
    @CsvSource({"500, 100", "100, 500", "360, 100", "257, 250", "100, 99.5", "128, 128"})
    void keepsWhatTheNewRateCanHold(double from, double to) {
        float[] resampled = new Resampler(from, to).apply(sine(7, from, (int) (4 * from)), 1);
        float[] expected = sine(7, to, resampled.length);
        assertThat(resampled).hasSize((int) Math.rint(Math.rint(4 * from) * to / from));
        for (int step = resampled.length / 4; step < resampled.length * 3 / 4; step++) {
            assertThat(resampled[step]).as("step %d", step).isCloseTo(expected[step], within(2e-3f));
        }
    }

    @Test
    void takesOutWhatTheNewRateCannotHold() {
        float[] resampled = new Resampler(500, 100).apply(sine(70, 500, 2000), 1);
        for (int step = 100; step < 300; step++) {
            assertThat(resampled[step]).isCloseTo(0, within(2e-3f));
        }
    }

    @Test
    void keepsOldValuesOnTheWayUpAndChannelsApart() {
        float[] signal = {1, 10, -2, 20, 5, -30, 0, 40, 3, 50}; // [time 5, channels 2]
        float[] up = new Resampler(50, 150).apply(signal, 2);
        assertThat(up).hasSize(30);
        for (int step = 0; step < 5; step++) {
            assertThat(up[6 * step]).isCloseTo(signal[2 * step], within(1e-5f));
            assertThat(up[6 * step + 1]).isCloseTo(signal[2 * step + 1], within(1e-4f));
        }
    }

    @Test
    void keepsAConstant() {
        float[] signal = new float[33];
        Arrays.fill(signal, 2.5f);
        assertThat(new Resampler(360, 128).apply(signal, 1)).containsOnly(2.5f);
        assertThat(new Resampler(3, 1000).apply(signal, 1)).containsOnly(2.5f);
    }
}
