package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.training.WeightedLoss.Term;
import io.foldwise.spi.training.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WeightedLossTest {

    private static final double[] LOGITS = {0.5, -1, 2, 0};
    private static final double[] TARGETS = {1, 0, 0, 1};
    private static final Loss CROSS_ENTROPY = new CrossEntropy();

    /** Half of the sum of squares, by sample. */
    private static double squares(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows * cells; i++) {
            gradient[i] = (logits[i] - targets[i]) / rows;
            sum += gradient[i] * (logits[i] - targets[i]) / 2;
        }
        return sum;
    }

    @Test
    void addsLossesAndGradientsByWeight() {
        Loss sum = WeightedLoss.of(List.of(new Term(0.5, CROSS_ENTROPY), new Term(3, WeightedLossTest::squares)));
        double[] gradient = {9, 9, 9, 9}; // of the batch before
        double[] ofFirst = new double[4];
        double[] ofSecond = new double[4];

        double value = sum.evaluate(LOGITS, TARGETS, 2, 2, gradient);

        double first = CROSS_ENTROPY.evaluate(LOGITS, TARGETS, 2, 2, ofFirst);
        double second = squares(LOGITS, TARGETS, 2, 2, ofSecond);
        assertThat(value).isCloseTo(0.5 * first + 3 * second, within(1e-15));
        for (int cell = 0; cell < 4; cell++) {
            assertThat(gradient[cell]).isCloseTo(0.5 * ofFirst[cell] + 3 * ofSecond[cell], within(1e-15));
        }
    }

    @Test
    void weighsASingleLoss() {
        double[] gradient = new double[4];

        double value = WeightedLoss.of(List.of(new Term(4, WeightedLossTest::squares)))
                .evaluate(LOGITS, TARGETS, 2, 2, gradient);

        assertThat(value).isEqualTo(6.25);
        assertThat(gradient).containsExactly(-1, -2, 4, -2);
    }

    @Test
    void leavesASingleLossOfWeightOneAsItIs() {
        assertThat(WeightedLoss.of(List.of(new Term(1, CROSS_ENTROPY)))).isSameAs(CROSS_ENTROPY);
    }

    @Test
    void asksNothingOfAHeadWithoutLosses() {
        double[] gradient = {9, 9, 9, 9};

        assertThat(WeightedLoss.of(List.of()).evaluate(LOGITS, TARGETS, 2, 2, gradient))
                .isZero();
        assertThat(gradient).containsOnly(0);
    }
}
