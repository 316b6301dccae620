package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class DiceTest {

    private final Dice loss = new Dice(new Dice.Params(1), Samples.schema(4));

    @Test
    void isOneMinusTheOverlapOfEachRow() {
        double[] logits = {0, Math.log(3), 0, 0}; // probabilities 1/2, 3/4; 1/2, 1/2
        double[] targets = {0, 1, 0, 0};
        double first = 1 - (2 * 0.75 + 1) / (1.25 + 1 + 1);
        double second = 1 - (0 + 1) / (1.0 + 0 + 1);
        assertThat(loss.evaluate(logits, targets, 2, 2, new double[4])).isCloseTo((first + second) / 2, within(1e-15));
    }

    @Test
    void asksRowsWithoutLabelsForSmallProbabilities() {
        double[] gradient = new double[2];
        loss.evaluate(new double[] {0, -1}, new double[] {0, 0}, 1, 2, gradient);
        assertThat(gradient[0]).isPositive();
        assertThat(gradient[1]).isPositive();
    }
}
