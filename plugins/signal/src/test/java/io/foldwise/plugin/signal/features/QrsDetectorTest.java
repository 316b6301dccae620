package io.foldwise.plugin.signal.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QrsDetectorTest {

    @ParameterizedTest
    @ValueSource(doubles = {100, 125, 250, 500, 1000})
    void findsEveryBeatWithinTenMilliseconds(double rate) {
        assertFound(rate, times(0.5, 0.83), 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500})
    void findsSlowAndFastBeats(double rate) {
        assertFound(rate, times(0.7, 1.6), 0, 0, 0);
        assertFound(rate, times(0.3, 0.35), 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500})
    void findsBeatsUnderHumWanderAndNoise(double rate) {
        assertFound(rate, times(0.5, 0.83), 0.1, 0.5, 0.08);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500})
    void findsIrregularBeats(double rate) {
        SplittableRandom random = new SplittableRandom(2);
        double[] times = new double[12];
        times[0] = 0.4;
        for (int beat = 1; beat < times.length; beat++) {
            times[beat] = times[beat - 1] + 0.4 + 0.6 * random.nextDouble();
        }
        assertFound(rate, times, 0.02, 0.1, 0.02);
    }

    @Test
    void findsTheSameInAnyUnit() {
        Heartbeats beats = new Heartbeats(100, 10, times(0.5, 0.83));
        float[] millivolts = beats.signal(0.02, 0.1, 0.02);
        float[] steps = millivolts.clone();
        for (int i = 0; i < steps.length; i++) {
            steps[i] *= 1000;
        }
        assertThat(QrsDetector.beats(steps, Heartbeats.leads(), 100))
                .isEqualTo(QrsDetector.beats(millivolts, Heartbeats.leads(), 100));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(QrsDetector.beats(new float[1000], 1, 100)).isEmpty();
        assertThat(QrsDetector.beats(new float[200], 2, 50)).isEmpty();
    }

    private static void assertFound(double rate, double[] times, double hum, double wander, double noise) {
        int[] found =
                QrsDetector.beats(new Heartbeats(rate, 10, times).signal(hum, wander, noise), Heartbeats.leads(), rate);
        double[] expected = Arrays.stream(times).filter(time -> time < 9.9).toArray();
        assertThat(Arrays.stream(found).mapToDouble(step -> step / rate).toArray())
                .as("beats of %s", Arrays.toString(expected))
                .hasSameSizeAs(expected);
        for (int beat = 0; beat < expected.length; beat++) {
            assertThat(Math.abs(found[beat] / rate - expected[beat]))
                    .as("distance of beat %d", beat)
                    .isLessThanOrEqualTo(0.5 / rate + 0.005);
        }
    }

    private static double[] times(double first, double apart) {
        return DoubleStream.iterate(first, time -> time < 9.9, time -> time + apart)
                .toArray();
    }
}
