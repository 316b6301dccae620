package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.LossContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.training.Loss;
import org.junit.jupiter.api.Test;

final class WeightedCrossEntropyTest extends LossContract {

    @Override
    protected Loss loss() {
        return new WeightedCrossEntropy(new WeightedCrossEntropy.Params(3), TinyData.schema(4));
    }

    @Test
    void countsPositiveAnswersSeveralTimes() {
        double[] gradient = new double[2];
        double value = loss().evaluate(new double[] {0, 0}, new double[] {1, 0}, 1, 2, gradient);
        assertThat(value).isCloseTo((3 + 1) * Math.log(2) / 2, within(1e-12));
        assertThat(gradient).containsExactly(-3 * 0.5 / 2, 0.5 / 2);
    }
}
