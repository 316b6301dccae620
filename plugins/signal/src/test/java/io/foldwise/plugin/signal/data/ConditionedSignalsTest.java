package io.foldwise.plugin.signal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.signal.filter.BandPass;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.toolkit.memory.MemoryBudget;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ConditionedSignalsTest {

    /** One lead, clipped at 0.8 and flat in the second record. */
    private record Sines(int steps, double rate) implements Recordings {

        @Override
        public Recording get(int row) {
            float[] values = new float[steps];
            for (int step = 0; step < steps; step++) {
                values[step] = row == 1 ? 2 : (float) Math.min(0.8, Math.sin(0.1 * step));
            }
            return new Recording(values, rate);
        }

        @Override
        public Path file(int row) {
            return Path.of("record" + row);
        }
    }

    private static Conditioning conditioning(
            Optional<Double> seconds, Optional<Double> rate, boolean pad, Extent first) {
        Optional<BandPass> band = Optional.of(new BandPass(Optional.of(0.5), Optional.of(40.0)));
        return Conditioning.of(new SignalParams(seconds, pad, rate, band, Normalise.NONE, 1), 1, first);
    }

    @Test
    void looksAtLeadsBeforeAnythingIsDoneWithThem() {
        Conditioning slow = conditioning(Optional.of(1.0), Optional.of(100.0), false, new Extent(500, 250));
        Signals signals =
                new KeptSignals(new ConditionedSignals(new Sines(500, 250), 2, slow), 2, MemoryBudget.ofMegabytes(1));
        assertThat(signals.get(0)).hasSize(100);
        assertThat(signals.quality(0)).isEqualTo(new LeadQuality(0, 1));
        assertThat(signals.quality(1)).isEqualTo(new LeadQuality(1, 0));
        assertThat(signals.shape()).isEqualTo(new InputShape.Signal(1, 100, 100));
    }

    /** Half a second of a second. */
    @ParameterizedTest
    @EnumSource(names = {"RECORD", "LEADS", "GLOBAL"})
    void addedZerosDoNotCount(Normalise normalise) {
        SignalParams padded =
                new SignalParams(Optional.of(1.0), true, Optional.empty(), Optional.empty(), normalise, 1);
        SignalReading reading = new SignalReading(padded);
        Sines half = new Sines(50, 100);
        Dataset raw = reading.dataset(
                List.of(Sample.of("a")),
                List.of(),
                half,
                reading.conditioning(1, new Extent(50, 100)),
                EcgTask.NORMAL_OR_NOT.task(),
                Optional.empty());
        Dataset data = normalise.learns()
                ? new SignalPreparation(normalise).fit(raw, new int[] {0}).apply(raw)
                : raw;
        float[] values = data.features(new int[] {0}).values().ravel().toFloatVector();
        double mean =
                IntStream.range(0, 50).mapToDouble(i -> values[i]).average().orElseThrow();
        double squares = IntStream.range(0, 50)
                .mapToDouble(i -> values[i] * values[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-5));
        assertThat(squares).isCloseTo(1, within(1e-5));
        assertThat(Arrays.copyOfRange(values, 50, 100)).containsOnly(0);
    }

    @Test
    void moreLeadsThanStepsAreProbablyTheOtherWayRound() {
        SignalParams tenSeconds =
                new SignalParams(Optional.of(10.0), false, Optional.empty(), Optional.empty(), Normalise.NONE, 1);
        Conditioning one = Conditioning.of(tenSeconds, 1000, new Extent(12, 100));
        assertThat(one.problem(new Extent(12, 100)))
                .hasValue("is 0.12 seconds long, not 10: 12 steps of 1000 leads; is it the other way round?"
                        + " If not, give pad = true to add zeros");
    }

    @ParameterizedTest
    @CsvSource({
        "500, 250, 2, 100, false, ''",
        "400, 250, 2, 100, true, ''",
        "400, 250, 2, 100, false, 'is 1.6 seconds long, not 2; give pad = true to add zeros'",
        "500, 60, 2, 100, false, 'has 60 steps in a second, too few for a band-pass at 40 Hz'",
        "500, 250000, 0.001, 100, false, 'has 250000 steps in a second, too far from 100 to be resampled'"
    })
    void saysWhatCannotBeBroughtToOneShape(
            int steps, double rate, double seconds, double wanted, boolean pad, String problem) {
        Conditioning one = conditioning(Optional.of(seconds), Optional.of(wanted), pad, new Extent(500, 250));
        Signals signals = new ConditionedSignals(new Sines(steps, rate), 1, one);
        if (problem.isEmpty()) {
            assertThat(signals.get(0)).hasSize((int) (seconds * wanted));
        } else {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> signals.get(0))
                    .withMessage("record0: " + problem);
        }
    }
}
