package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class QuantityMetricsTest {

    private static final Quantities SIZES = new Quantities(List.of("height", "weight"));
    private static final float[][] TARGETS = {{1, 10}, {2, 10}, {3, 10}};
    private static final float[][] PREDICTIONS = {{1, 12}, {2, 10}, {6, 6}};

    abstract static class OfQuantities extends MetricContract {
        @Override
        protected RowHead head() {
            return SIZES;
        }
    }

    @Nested
    final class OfRootMeanSquaredError extends OfQuantities {
        @Override
        protected Metric metric() {
            return new RootMeanSquaredError(SIZES);
        }

        @Test
        void isTheMeanOverQuantities() {
            RootMeanSquaredError rmse = new RootMeanSquaredError(SIZES);
            assertThat(rmse.details(SIZES, TARGETS, PREDICTIONS))
                    .containsExactly(entry("height", Math.sqrt(3)), entry("weight", Math.sqrt(20 / 3.0)));
            assertThat(rmse.value(SIZES, TARGETS, PREDICTIONS))
                    .isCloseTo((Math.sqrt(3) + Math.sqrt(20 / 3.0)) / 2, within(1e-12));
        }
    }

    @Nested
    final class OfMeanAbsoluteError extends OfQuantities {
        @Override
        protected Metric metric() {
            return new MeanAbsoluteError(SIZES);
        }

        @Test
        void isTheMeanOverQuantities() {
            assertThat(new MeanAbsoluteError(SIZES).details(SIZES, TARGETS, PREDICTIONS))
                    .containsExactly(entry("height", 1.0), entry("weight", 2.0));
        }
    }

    @Nested
    final class OfRSquared extends OfQuantities {
        @Override
        protected Metric metric() {
            return new RSquared(SIZES);
        }

        @Test
        void leavesOutQuantitiesThatNeverChange() {
            assertThat(new RSquared(SIZES).details(SIZES, TARGETS, PREDICTIONS))
                    .containsExactly(entry("height", 1 - 9 / 2.0));
        }
    }

    @Nested
    final class OfPearson extends OfQuantities {
        @Override
        protected Metric metric() {
            return new Pearson(SIZES);
        }

        @Test
        void seesNeitherLevelNorScaleAndGivesNothingForConstants() {
            float[][] targets = {{1, 1}, {2, 2}, {3, 3}};
            float[][] predictions = {{-10, 5}, {-20, 5}, {-30, 5}};
            assertThat(new Pearson(SIZES).details(SIZES, targets, predictions))
                    .containsEntry("height", -1.0)
                    .containsEntry("weight", 0.0);
        }
    }
}
