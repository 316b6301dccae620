package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.LabelSchema;
import org.junit.jupiter.api.Test;

final class LogLossTest {

    private final LogLoss logLoss = new LogLoss(new LogLoss.Params(1e-15), Samples.schema(2));
    private final Score score = new Score(new Score.Params(1e-15), Samples.schema(2));
    private final LabelSchema labels = Samples.schema(2);
    private final float[][] targets = {{1, 0}, {0, 0}};
    private final float[][] probabilities = {{0.75f, 0.5f}, {0.5f, 0.25f}};

    @Test
    void isTheMeanOverLabelsOfTheColumnsLogLoss() {
        double first = (-Math.log(0.75) - Math.log(0.5)) / 2;
        double second = (-Math.log(0.5) - Math.log(0.75)) / 2;
        assertThat(logLoss.value(labels, targets, probabilities)).isCloseTo((first + second) / 2, within(1e-12));
        assertThat(score.value(labels, targets, probabilities)).isCloseTo(1 - (first + second) / 2, within(1e-12));
    }

    @Test
    void givesTheLossOfEachLabelAsDetails() {
        float[][] better = {{1, 0.5f}, {0, 0.25f}};
        double second = (-Math.log(0.5) - Math.log(0.75)) / 2;
        assertThat(logLoss.details(labels, targets, better)).containsOnlyKeys("0", "1");
        assertThat(logLoss.details(labels, targets, better).get("0")).isCloseTo(0, within(1e-12));
        assertThat(logLoss.details(labels, targets, better).get("1")).isCloseTo(second, within(1e-12));
        assertThat(score.details(labels, targets, better).get("1")).isCloseTo(1 - second, within(1e-12));
    }

    @Test
    void clipsInDoublePrecision() {
        float[][] wrong = {{0, 1}, {1, 1}};
        // 1 - (1 - 1e-15) is not exactly 1e-15 in double precision.
        assertThat(logLoss.value(labels, targets, wrong)).isCloseTo(-Math.log(1e-15), within(2e-3));
        LogLoss coarse = new LogLoss(new LogLoss.Params(0.01), Samples.schema(2));
        assertThat(coarse.value(labels, targets, wrong)).isCloseTo(-Math.log(0.01), within(1e-12));
    }

    @Test
    void countsSoftTargetsOnBothSides() {
        double expected = -0.25 * Math.log(0.75) - 0.75 * Math.log(0.25);
        assertThat(logLoss.value(Samples.schema(1), new float[][] {{0.25f}}, new float[][] {{0.75f}}))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void isNotANumberWithoutSamplesOrWithoutPredictions() {
        assertThat(logLoss.value(labels, new float[0][], new float[0][])).isNaN();
        assertThat(logLoss.value(labels, targets, new float[][] {{Float.NaN, 0}, {0, 0}}))
                .isNaN();
    }

    @Test
    void knowsWhichWayIsBetter() {
        assertThat(logLoss.higherIsBetter()).isFalse();
        assertThat(score.higherIsBetter()).isTrue();
    }
}
