package io.foldwise.plugin.standard.metric;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.validation.Metric;
import org.junit.jupiter.api.Nested;

/** Every metric keeps the contract. */
final class EveryMetricTest {

    @Nested
    final class OfLogLoss extends MetricContract {
        @Override
        protected Metric metric() {
            return new LogLoss(new LogLoss.Params(1e-15), Samples.schema(2));
        }
    }

    @Nested
    final class OfScore extends MetricContract {
        @Override
        protected Metric metric() {
            return new Score(new Score.Params(1e-15), Samples.schema(2));
        }
    }

    @Nested
    final class OfExactMatch extends MetricContract {
        @Override
        protected Metric metric() {
            return new ExactMatch(new ExactMatch.Params(0.5), Samples.schema(2));
        }
    }

    @Nested
    final class OfMacroAuc extends MetricContract {
        @Override
        protected Metric metric() {
            return new MacroAuc(Samples.schema(4));
        }
    }

    @Nested
    final class OfMicroAuc extends MetricContract {
        @Override
        protected Metric metric() {
            return new MicroAuc(Samples.schema(4));
        }
    }
}
