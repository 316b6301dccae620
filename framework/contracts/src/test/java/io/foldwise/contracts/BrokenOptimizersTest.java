package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.training.Optimizer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** Every check of {@link OptimizerContract} catches an optimizer that breaks it. */
final class BrokenOptimizersTest {

    @Test
    void noLearningRate() {
        assertCaught(contract(0, Sgd::new)::saysItsLearningRate, "the learning rate");
    }

    @Test
    void stepsUphill() {
        assertCaught(contract(0.5, rate -> new Sgd(new FixedSchedule(-0.5)))::descends, "a loss after 50 steps");
    }

    @Test
    void aRateOfItsOwn() {
        assertCaught(
                contract(0.5, rate -> new Sgd(new FixedSchedule(0.5)))::followsTheSchedule,
                "at half the learning rate");
    }

    @Test
    void stepsThatOverflow() {
        assertCaught(
                contract(0.5, rate -> new Sgd(new FixedSchedule(1e38)))::givesNumbersWhateverTheGradient,
                "of gradients of size 1000000.0");
    }

    @Test
    void whatItsStateDoesNotHold() {
        double[] rate = {0.5};
        assertCaught(
                contract(0.5, given -> new Sgd(new FixedSchedule(rate[0] *= 0.9)))::goesOnFromItsState,
                "another optimizer with the same state");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static OptimizerContract contract(double rate, Function<ISchedule, IUpdater> updater) {
        return new OptimizerContract() {
            @Override
            protected Optimizer optimizer() {
                return new Optimizer() {
                    @Override
                    public double learningRate() {
                        return rate;
                    }

                    @Override
                    public IUpdater updater(ISchedule learningRate) {
                        return updater.apply(learningRate);
                    }
                };
            }
        };
    }
}
