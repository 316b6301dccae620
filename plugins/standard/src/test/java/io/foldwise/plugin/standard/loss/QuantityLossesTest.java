package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.LossContract;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class QuantityLossesTest {

    private static final Quantities SIZES = new Quantities(List.of("height", "weight"));

    @Nested
    final class OfMeanSquaredError extends LossContract {
        @Override
        protected RowHead head() {
            return SIZES;
        }

        @Override
        protected Loss loss() {
            return new MeanSquaredError(SIZES);
        }

        @Test
        void isTheMeanOfSquares() {
            double[] gradient = new double[2];
            assertThat(loss().evaluate(new double[] {1, 5}, new double[] {2, 2}, 1, 2, gradient))
                    .isEqualTo((1 + 9) / 2.0);
            assertThat(gradient).containsExactly(-1, 3);
        }
    }

    @Nested
    final class OfHuber extends LossContract {
        @Override
        protected RowHead head() {
            return SIZES;
        }

        @Override
        protected Loss loss() {
            return new Huber(new Huber.Params(2), SIZES);
        }

        @Test
        void isSquaredForSmallErrorsAndLinearForLargeOnes() {
            double[] gradient = new double[2];
            double value = loss().evaluate(new double[] {1, -8}, new double[] {2, 2}, 1, 2, gradient);
            assertThat(value).isCloseTo((0.5 + 2 * (10 - 1)) / 2, within(1e-12));
            assertThat(gradient).containsExactly(-0.5, -1);
        }
    }
}
