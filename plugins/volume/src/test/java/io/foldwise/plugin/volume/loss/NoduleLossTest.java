package io.foldwise.plugin.volume.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.LossContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Losses of places, beside sums by hand. Of targets of 0 and 1, each fifth one is a label. */
final class NoduleLossTest {

    private static final double[] TARGETS = {
        1, 0.5, -0.25, 0, 0.1, 0, 9, 9, 9, 9, -1, 9, 9, 9, 9, // one sample
        0, 9, 9, 9, 9, 0, 9, 9, 9, 9, 0, 9, 9, 9, 9
    };
    private static final double[] LOGITS = {
        0.3, 0.7, 1.75, 0, 0.1, -1, 1, 1, 1, 1, 5, 1, 1, 1, 1, //
        2, 1, 1, 1, 1, -2, 1, 1, 1, 1, 1, 1, 1, 1, 1
    };

    @Nested
    final class Plain extends LossContract {
        @Override
        protected Loss loss() {
            return nodules(2, 0);
        }

        @Override
        protected RowHead head() {
            return TinyData.schema(15);
        }
    }

    @Nested
    final class WithErrors extends LossContract {
        @Override
        protected Loss loss() {
            return nodules(0, 4);
        }

        @Override
        protected RowHead head() {
            return TinyData.schema(10);
        }
    }

    @Nested
    final class OfFocalLoss extends LossContract {
        @Override
        protected Loss loss() {
            return new FocalNoduleLoss(new FocalNoduleLoss.Params(2, 0.25));
        }

        @Override
        protected RowHead head() {
            return TinyData.schema(10);
        }
    }

    private static Loss nodules(int negatives, double errors) {
        return new NoduleLoss(new NoduleLoss.Params(negatives, errors));
    }

    @Test
    void takesTheHardestOfTheWholeBatch() {
        double[] gradient = new double[LOGITS.length];

        double value = nodules(1, 0).evaluate(LOGITS, TARGETS, 2, 15, gradient);

        double boxes = 0.2 * 0.2 / 2 + (2 - 0.5);
        double hard = (Logistic.softplus(2) + Logistic.softplus(1)) / 2;
        assertThat(value).isCloseTo(0.5 * Logistic.softplus(-0.3) + 0.5 * hard + boxes, within(1e-12));
        assertThat(gradient[5]).as("an easy place without a nodule").isZero();
        assertThat(gradient[10]).as("an ignored place").isZero();
        assertThat(gradient[15]).isCloseTo(0.25 * Logistic.sigmoid(2), within(1e-12));
    }

    @Test
    void withoutANoduleIsTheNegativePartAlone() {
        double[] targets = TARGETS.clone();
        targets[0] = -1;

        double value = nodules(0, 0).evaluate(LOGITS, targets, 2, 15, new double[LOGITS.length]);

        double sum = Logistic.softplus(-1) + Logistic.softplus(2) + Logistic.softplus(-2) + Logistic.softplus(1);
        assertThat(value).isCloseTo(sum / 8, within(1e-12));
    }

    @Test
    void errorsWeighMore() {
        double plain = nodules(0, 0).evaluate(LOGITS, TARGETS, 2, 15, new double[LOGITS.length]);
        double weighted = nodules(0, 4).evaluate(LOGITS, TARGETS, 2, 15, new double[LOGITS.length]);

        assertThat(weighted).isGreaterThan(plain);
    }

    @Test
    void focalLossIsASumOverTheNumberOfNodules() {
        Loss focal = new FocalNoduleLoss(new FocalNoduleLoss.Params(0, 0.5));
        double[] gradient = new double[LOGITS.length];

        double value = focal.evaluate(LOGITS, TARGETS, 2, 15, gradient);

        double sum = Logistic.softplus(-0.3)
                + Logistic.softplus(-1)
                + Logistic.softplus(2)
                + Logistic.softplus(-2)
                + Logistic.softplus(1);
        assertThat(value).isCloseTo(sum / 2 + 0.02 + 1.5, within(1e-12));
        assertThat(gradient[10]).isZero();
    }
}
