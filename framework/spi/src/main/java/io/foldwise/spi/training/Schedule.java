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

    /**
     * How far the stage is.
     *
     * @param epoch its epochs done, with the fraction of the current one: 2.5 is the middle of the third
     * @param epochs how many epochs there will be at most
     * @param losses the validation loss after each of its finished epochs, lower is better: what is watched for the best
     *     epoch, negated where larger is better; NaN where it is not defined
     */
    record Moment(double epoch, int epochs, List<Double> losses) {
        /** The share of the stage that is done, in [0, 1]. */
        public double progress() {
            return Math.min(1, epoch / epochs);
        }
    }
}
