package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class ErrorWeightedTest {

    private final ErrorWeighted loss = new ErrorWeighted(new ErrorWeighted.Params(4), Samples.schema(4));

    @Test
    void leavesCellsOnTheRightSideAlone() {
        assertThat(value(Math.log(3), 1)).isCloseTo(-Math.log(0.75), within(1e-15));
        assertThat(value(-Math.log(3), 0)).isCloseTo(-Math.log(0.75), within(1e-15));
    }

    @Test
    void weighsWrongCellsByTheSquareOfTheirConfidence() {
        // Probability 3/4 for a negative: error 3/4, m = 1/2.
        assertThat(value(Math.log(3), 0)).isCloseTo((1 + 4 * 0.25) * -Math.log(0.25), within(1e-14));
        assertThat(value(-Math.log(3), 1)).isCloseTo((1 + 4 * 0.25) * -Math.log(0.25), within(1e-14));
    }

    @Test
    void weighsCertainMistakesByOnePlusStrength() {
        assertThat(value(50, 0)).isCloseTo(5 * 50, within(1e-12));
    }

    private double value(double logit, double target) {
        return loss.evaluate(new double[] {logit}, new double[] {target}, 1, 1, new double[1]);
    }
}
