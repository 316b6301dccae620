package io.foldwise.plugin.standard.metric;

import io.foldwise.contracts.MetricContract;
import io.foldwise.spi.validation.Metric;
import org.junit.jupiter.api.Nested;

/** Every metric keeps the contract. */
final class EveryMetricTest {

    @Nested
    final class OfLogLoss extends MetricContract {
        @Override
        protected Metric metric() {
            return new LogLoss(new LogLoss.Params(1e-15));
        }
    }

    @Nested
    final class OfScore extends MetricContract {
        @Override
        protected Metric metric() {
            return new Score(new Score.Params(1e-15));
        }
    }

    @Nested
    final class OfExactMatch extends MetricContract {
        @Override
        protected Metric metric() {
            return new ExactMatch(new ExactMatch.Params(0.5));
        }
    }

    @Nested
    final class OfMacroAuc extends MetricContract {
        @Override
        protected Metric metric() {
            return new MacroAuc();
        }
    }

    @Nested
    final class OfMicroAuc extends MetricContract {
        @Override
        protected Metric metric() {
            return new MicroAuc();
        }
    }
}
