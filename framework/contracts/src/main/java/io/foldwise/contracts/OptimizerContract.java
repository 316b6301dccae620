package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * What every {@link Optimizer} does: its steps make a loss smaller and follow the schedule; they are numbers, whatever the gradient;
 * and they follow from the gradients and the updater's state alone.
 *
 * <pre>{@code
 * final class AdamTest extends OptimizerContract {
 *     @Override
 *     protected Optimizer optimizer() {
 *         return new AdamOptimizer(new AdamOptimizer.Params(0.01));
 *     }
 * }
 * }</pre>
 */
public abstract class OptimizerContract {

    private static final int WEIGHTS = 6;
    private static final int STEPS = 50;

    /** A new optimizer with a learning rate of at most 0.5. */
    protected abstract Optimizer optimizer();

    /** Whether its steps grow with the learning rate. */
    protected boolean hasLearningRate() {
        return true;
    }

    @Test
    void saysItsLearningRate() {
        assertThat(optimizer().learningRate())
                .as("the learning rate")
                .isFinite()
                .isPositive();
    }

    @Test
    void descends() {
        Steps steps = new Steps(optimizer(), optimizer().learningRate());
        INDArray weights = start();
        double before = loss(weights);
        for (int step = 0; step < STEPS; step++) {
            weights.subi(steps.take(weights.dup()));
        }
        assertThat(loss(weights)).as("a loss after %d steps", STEPS).isFinite().isLessThan(before);
    }

    @Test
    void followsTheSchedule() {
        assumeTrue(hasLearningRate(), "has no learning rate");
        double rate = optimizer().learningRate();
        float[] whole = new Steps(optimizer(), rate).take(start()).toFloatVector();
        float[] half = new Steps(optimizer(), rate / 2).take(start()).toFloatVector();
        for (int weight = 0; weight < WEIGHTS; weight++) {
            assertThat(half[weight])
                    .as("the first step of weight %d at half the learning rate", weight)
                    .isCloseTo(whole[weight] / 2, within(1e-3f * Math.abs(whole[weight]) + 1e-9f));
        }
    }

    @Test
    void givesNumbersWhateverTheGradient() {
        for (double size : new double[] {0, 1e-20, 1e6}) {
            Steps steps = new Steps(optimizer(), optimizer().learningRate());
            for (int step = 0; step < 3; step++) {
                assertThat(steps.take(start().mul(size)).toFloatVector())
                        .as("step %d of gradients of size %s", step, size)
                        .satisfies(numbers -> {
                            for (float number : numbers) {
                                assertThat(number).isFinite();
                            }
                        });
            }
        }
    }

    @Test
    void goesOnFromItsState() {
        Steps first = new Steps(optimizer(), optimizer().learningRate());
        for (int step = 0; step < 3; step++) {
            first.take(start().mul(step - 1.5));
        }
        Steps other = first.copy(optimizer());

        assertThat(other.take(start()).toFloatVector())
                .as("a step of another optimizer with the same state")
                .containsExactly(first.take(start()).toFloatVector());
    }

    private static INDArray start() {
        return Nd4j.createFromArray(new float[][] {{-1, -0.5f, 0.25f, 0.5f, 1, 2}});
    }

    /** Half of the sum of squares, whose gradient is the weights. */
    private static double loss(INDArray weights) {
        return weights.mul(weights).sumNumber().doubleValue() / 2;
    }

    /** An updater at work. */
    private static final class Steps {

        private final double rate;
        private final INDArray state;
        private final GradientUpdater<?> updater;
        private int iteration;

        Steps(Optimizer optimizer, double rate) {
            this(optimizer.updater(new FixedSchedule(rate)), rate, null, 0);
        }

        private Steps(IUpdater updater, double rate, INDArray state, int iteration) {
            long size = updater.stateSize(WEIGHTS);
            this.rate = rate;
            this.iteration = iteration;
            this.state = size == 0 ? null : state == null ? Nd4j.zeros(DataType.FLOAT, 1, size) : state.dup();
            this.updater = updater.instantiate(this.state, state == null);
        }

        Steps copy(Optimizer optimizer) {
            return new Steps(optimizer.updater(new FixedSchedule(rate)), rate, state, iteration);
        }

        /** What is taken from the weights, in the array of the gradient. */
        INDArray take(INDArray gradient) {
            updater.applyUpdater(gradient, iteration++, 0);
            return gradient;
        }
    }
}
