package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class BalancedTest {

    private final Balanced loss = new Balanced(Samples.schema(4));

    @Test
    void givesPositivesAndNegativesHalfEach() {
        double[] logits = {Math.log(3), 0, -Math.log(4), 0}; // probabilities 3/4, 1/2, 1/5, 1/2
        double[] targets = {1, 0, 0, 0};
        double expected = 0.5 * -Math.log(0.75) + 0.5 * (-Math.log(0.5) - Math.log(0.8) - Math.log(0.5)) / 3;
        assertThat(loss.evaluate(logits, targets, 2, 2, new double[4])).isCloseTo(expected, within(1e-15));
    }

    @Test
    void countsASoftTargetOnBothSides() {
        double[] logits = {Math.log(3), 0}; // probabilities 3/4, 1/2
        double[] targets = {0.5, 0};
        double positives = 0.5 * -Math.log(0.75) / 0.5;
        double negatives = (0.5 * -Math.log(0.25) - Math.log(0.5)) / 1.5;
        assertThat(loss.evaluate(logits, targets, 1, 2, new double[2]))
                .isCloseTo(0.5 * positives + 0.5 * negatives, within(1e-15));
    }

    @Test
    void countsNothingForASideThatIsAbsent() {
        double[] gradient = new double[2];
        assertThat(loss.evaluate(new double[] {0, 0}, new double[] {0, 0}, 1, 2, gradient))
                .isCloseTo(0.5 * Math.log(2), within(1e-15));
        assertThat(gradient).containsExactly(0.125, 0.125);
    }
}
