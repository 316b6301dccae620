package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.LossContract;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class SoftmaxCrossEntropyTest extends LossContract {

    private static final Classes ANIMALS = new Classes(List.of("cat", "dog", "fox"));

    @Override
    protected RowHead head() {
        return ANIMALS;
    }

    @Override
    protected Loss loss() {
        return smoothed(0);
    }

    private static Loss smoothed(double smoothing) {
        return new SoftmaxCrossEntropy(new SoftmaxCrossEntropy.Params(smoothing), ANIMALS);
    }

    @Nested
    final class Smoothed extends LossContract {
        @Override
        protected RowHead head() {
            return ANIMALS;
        }

        @Override
        protected Loss loss() {
            return smoothed(0.2);
        }
    }

    @Test
    void isTheLogarithmOfTheTrueClassesProbability() {
        double[] gradient = new double[3];
        double value = loss().evaluate(new double[] {Math.log(1), Math.log(2), Math.log(5)}, target(1), 1, 3, gradient);
        assertThat(value).isCloseTo(-Math.log(2 / 8.0), within(1e-12));
        assertThat(gradient).containsExactly(new double[] {1 / 8.0, 2 / 8.0 - 1, 5 / 8.0}, within(1e-12));
    }

    @Test
    void isExactWherePredictionsAreCertain() {
        double[] gradient = new double[3];
        double value = loss().evaluate(new double[] {50, -50, -50}, target(1), 1, 3, gradient);
        assertThat(value).isCloseTo(100, within(1e-12));
        assertThat(gradient).containsExactly(new double[] {1, -1, 0}, within(1e-12));
        assertThat(loss().evaluate(new double[] {50, -50, -50}, target(0), 1, 3, gradient))
                .isCloseTo(2 * Math.exp(-100), within(1e-45));
    }

    @Test
    void smoothingGivesAllClassesAShare() {
        double[] logits = {0.3, -1, 2};
        double[] plain = new double[3];
        double expected = loss().evaluate(logits, new double[] {0.05, 0.9, 0.05}, 1, 3, plain);
        double[] gradient = new double[3];
        assertThat(smoothed(0.15).evaluate(logits, target(1), 1, 3, gradient)).isCloseTo(expected, within(1e-12));
        assertThat(gradient).containsExactly(plain, within(1e-12));
    }

    private static double[] target(int ofClass) {
        double[] target = new double[3];
        target[ofClass] = 1;
        return target;
    }
}
