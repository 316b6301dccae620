package io.foldwise.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.report.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

    @Test
    void givesTheIntervalThatTheoryGivesOfAMean() {
        double[] values = new SplittableRandom(5).doubles(400).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / values.length;
        double half = 1.96 * Math.sqrt(variance / values.length);

        Interval interval = new Bootstrap(4000)
                .interval(
                        values.length,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(at -> values[at])
                                .average()
                                .orElseThrow());

        assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
    }

    @Test
    void isNoneWhereTheNumberIsNotAlwaysDefined() {
        Interval interval = new Bootstrap(100).interval(3, drawn -> drawn[0] == 1 ? Double.NaN : 1);
        assertThat(interval).isEqualTo(Interval.UNKNOWN);
    }
}
