package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class BinaryCrossEntropyTest {

    private final BinaryCrossEntropy loss = new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), Samples.schema(4));

    @Test
    void isTheMeanOverCells() {
        double[] logits = {Math.log(3), 0, -Math.log(4), 0}; // probabilities 3/4, 1/2, 1/5, 1/2
        double[] targets = {1, 0, 0, 0.5};
        double expected = (-Math.log(0.75) - Math.log(0.5) - Math.log(0.8) - Math.log(0.5)) / 4;
        double[] gradient = new double[4];
        assertThat(loss.evaluate(logits, targets, 2, 2, gradient)).isCloseTo(expected, within(1e-15));
        assertThat(gradient).containsExactly(new double[] {-0.25 / 4, 0.5 / 4, 0.2 / 4, 0}, within(1e-15));
    }

    @Test
    void keepsItsFullGradientWhereAPredictionIsCertainAndWrong() {
        double[] gradient = new double[2];
        double value = loss.evaluate(new double[] {-700, 700}, new double[] {1, 0}, 1, 2, gradient);
        assertThat(value).isEqualTo(700);
        assertThat(gradient).containsExactly(new double[] {-0.5, 0.5}, within(1e-15));
    }

    @Test
    void letsPositivesCountMore() {
        BinaryCrossEntropy weighted = new BinaryCrossEntropy(new BinaryCrossEntropy.Params(3), Samples.schema(4));
        double[] gradient = new double[2];
        assertThat(weighted.evaluate(new double[] {0, 0}, new double[] {1, 0}, 1, 2, gradient))
                .isCloseTo((3 + 1) * Math.log(2) / 2, within(1e-15));
        assertThat(gradient).containsExactly(new double[] {-3 * 0.5 / 2, 0.5 / 2}, within(1e-15));
    }
}
