package io.foldwise.plugin.standard.optimizer;

import io.foldwise.contracts.OptimizerContract;
import io.foldwise.spi.training.Optimizer;
import org.junit.jupiter.api.Nested;

/** What all optimizers have in common, of some. */
final class OptimizerContractsTest {

    private static final AdamMoments MOMENTS = new AdamMoments(0.01, 0.9, 0.999, 1e-8);

    @Nested
    final class OfSgd extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new SgdOptimizer(new SgdOptimizer.Params(0.1));
        }
    }

    @Nested
    final class OfNesterov extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new NesterovOptimizer(new NesterovOptimizer.Params(0.05, 0.8));
        }
    }

    @Nested
    final class OfAdam extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdamOptimizer(new AdamOptimizer.Params(MOMENTS));
        }
    }

    @Nested
    final class OfAdaDelta extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdaDeltaOptimizer(new AdaDeltaOptimizer.Params(0.9, 1e-5));
        }

        @Override
        protected boolean hasLearningRate() {
            return false;
        }
    }
}
