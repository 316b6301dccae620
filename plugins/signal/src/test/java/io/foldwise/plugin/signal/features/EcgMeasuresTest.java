package io.foldwise.plugin.signal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.data.InputShape.Signal;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EcgMeasuresTest {

    @Test
    void measuresTheRhythm() {
        Measures measures = rhythm(0, 80, 160, 220, 320); // 0.8, 0.8, 0.6 and 1 s

        assertThat(measures.get("rate")).isEqualTo(75, within(1e-9));
        assertThat(measures.get("rr-min")).isEqualTo(.6, within(1e-9));
        assertThat(measures.get("rr-max")).isEqualTo(1, within(1e-9));
        assertThat(measures.get("rr-mean")).isEqualTo(.8, within(1e-9));
        assertThat(measures.get("rr-deviation")).isEqualTo(Math.sqrt(.02), within(1e-9));
        assertThat(measures.get("rmssd")).isEqualTo(Math.sqrt((.04 + .16) / 3), within(1e-9));
        assertThat(measures.get("pnn50")).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(measures.get("earliest-beat")).isEqualTo(.75, within(1e-9));
    }

    @Test
    void tellsByHowMuchARateIsSlowOrFast() {
        assertThat(rhythm(0, 120, 240).get("rate-below-60")).isEqualTo(10, within(1e-9));
        assertThat(rhythm(0, 120, 240).get("rate-above-100")).isZero();
        assertThat(rhythm(0, 50, 100).get("rate-above-100")).isEqualTo(20, within(1e-9));
        assertThat(rhythm(0, 50, 100).get("rate-below-60")).isZero();
    }

    private static Measures rhythm(int... beats) {
        Measures measures = new Measures();
        Rhythm.measure(beats, 100, measures);
        return measures;
    }

    @Test
    void sampleEntropyIsLessWhereIntervalsFollowARule() {
        double[] turns = {1, .5, 1, .5, 1, .5, 1, .5, 1};
        double[] drawn = {.8, .8, .5, .8, .9, .5, .6, .8, .5};
        // of 8 intervals that have a successor, 4 and 4 are alike: 12 pairs, all of whose successors are alike
        assertThat(Rhythm.sampleEntropy(turns, .05)).isZero();
        assertThat(Rhythm.sampleEntropy(drawn, .05)).isPositive();
        assertThat(Rhythm.sampleEntropy(new double[] {1, 1, 1}, .05)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500})
    void measuresTheWavesOfABeat(double rate) {
        double[] times = DoubleStream.iterate(0.6, time -> time < 9.8, time -> time + 0.8)
                .toArray();
        float[] signal = new Heartbeats(rate, 10, times).signal(0, 0, 0);

        Measures measures = EcgMeasures.of(signal, new Signal(Heartbeats.leads(), (int) (10 * rate), rate));

        assertThat(measures.get("rate")).isEqualTo(75, within(.2));
        assertThat(measures.get("lead-1-r")).isEqualTo(1.1, within(.08));
        assertThat(measures.get("lead-1-s")).isEqualTo(-.2, within(.08));
        assertThat(measures.get("lead-1-t")).isEqualTo(.35, within(.04));
        assertThat(measures.get("lead-1-p")).isEqualTo(.15, within(.03));
        assertThat(measures.get("lead-1-st")).isEqualTo(0, within(.03));
        assertThat(measures.get("lead-2-r")).isEqualTo(.6 * measures.get("lead-1-r"), within(1e-4));
        assertThat(measures.get("lead-3-t")).isEqualTo(-.9 * measures.get("lead-1-t"), within(1e-4));
        assertThat(measures.get("qrs-width")).isBetween(.07, .13);
        assertThat(measures.get("p-to-qrs")).isBetween(.08, .13);
        assertThat(measures.get("odd-beat")).isGreaterThan(.99);
    }

    @Test
    void seesAnOddBeat() {
        double[] times = {.6, 1.4, 2.2, 3, 3.8, 4.6, 5.4, 6.2, 7, 7.8, 8.6};
        float[] signal = new Heartbeats(100, 10, times).signal(0, 0, 0);
        for (int i = 280 * Heartbeats.leads(); i < 320 * Heartbeats.leads(); i++) {
            signal[i] = -signal[i];
        }
        Measures measures = EcgMeasures.of(signal, new Signal(Heartbeats.leads(), 1000, 100));
        assertThat(measures.get("odd-beat")).isLessThan(.5);
        assertThat(measures.get("lead-1-r")).as("of the typical beat").isEqualTo(1.1, within(.08));
    }

    @Test
    void doesNotMeasureBeatsThatAreNotThere() {
        Measures measures = EcgMeasures.of(new float[400], new Signal(2, 200, 100));
        assertThat(measures.get("rate")).isNaN();
        assertThat(measures.get("lead-2-t")).isNaN();
        assertThat(measures.get("lead-2-high")).isZero();
        assertThat(measures.names())
                .hasSize(measures.numbers().length)
                .isEqualTo(EcgMeasures.names(new Signal(2, 500, 250)));
    }
}
