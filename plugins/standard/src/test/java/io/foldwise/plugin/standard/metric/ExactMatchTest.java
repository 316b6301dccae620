package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class ExactMatchTest {

    private final float[][] targets = {{1, 0}, {0, 0}, {1, 1}, {0, 1}};
    private final float[][] probabilities = {{0.5f, 0.49f}, {0.6f, 0.1f}, {0.9f, 0.8f}, {0.1f, 0.4f}};

    @Test
    void isTheShareOfSamplesThatAreRightThroughout() {
        assertThat(value(0.5, targets, probabilities)).isEqualTo(0.5);
    }

    @Test
    void predictsLabelsFromTheThresholdOn() {
        assertThat(value(0.4, targets, probabilities)).isEqualTo(0.5); // the last one right, the first one wrong
        assertThat(value(0.7, targets, probabilities)).isEqualTo(0.5);
        assertThat(value(0.95, targets, probabilities)).isEqualTo(0.25);
    }

    @Test
    void isNotANumberWithoutSamples() {
        assertThat(value(0.5, new float[0][], new float[0][])).isNaN();
    }

    private static double value(double threshold, float[][] targets, float[][] probabilities) {
        return new ExactMatch(new ExactMatch.Params(threshold), Samples.schema(2))
                .value(Samples.schema(2), targets, probabilities);
    }
}
