package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import java.util.List;

/** How the learning rate moves over a stage of training. */
@Kind("schedule")
@FunctionalInterface
public interface Schedule {

    /**
     * The learning rate of the next step.
     *
     * @param base the optimizer's learning rate
     * @param moment how far the stage is
     */
    double learningRate(double base, Moment moment);

    /** Whether the rate follows {@linkplain Moment#losses validation losses}, and stays as it is where nothing is validated. */
    default boolean followsLosses() {
        return false;
    }

    /**
     * How far the stage is, before a step.
     *
     * @param epoch its epochs done, with the fraction of the current one: 2.5 is the middle of the third
     * @param step the length of the next step, as a fraction of its epoch: 0.1 where the epoch has ten; 0 for steps without
     *     length, as formulas in papers have them
     * @param epochs how many epochs there will be at most
     * @param losses the validation loss after each of its finished epochs, lower is better: what is watched for the best
     *     epoch, negated where larger is better; NaN where it is not defined, and of epochs that were not validated
     */
    record Moment(double epoch, double step, int epochs, List<Double> losses) {

        /** Before the step after {@code done} of the current epoch's {@code steps}. */
        public static Moment of(int epoch, int done, int steps, int epochs, List<Double> losses) {
            return new Moment(epoch + done / (double) steps, 1.0 / steps, epochs, losses);
        }

        /**
         * The share of the way from the stage's first step to its last, in [0, 1]: the first step is at 0 and the last one, of
         * the last epoch that there may be, at 1. A stage of a single step is at 0.
         */
        public double progress() {
            double last = epochs - step;
            return last > 0 ? Math.min(1, epoch / last) : 0;
        }
    }
}
