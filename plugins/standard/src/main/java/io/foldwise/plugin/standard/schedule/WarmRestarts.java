package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Cosine with warm restarts: the learning rate falls along half a cosine wave, jumps back to the base, and falls again over a
 * period that is {@code factor} times as long. With a first period of 3 epochs and factor 2 it restarts after 3, 9, 21, 45
 * epochs; let training end just before a restart, where the rate is small. As in the paper the floor is where the restart is:
 * the last step of a period is one step short of it.
 *
 * <p>Loshchilov and Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts",
 * <a href="https://arxiv.org/abs/1608.03983">1608.03983</a>.
 */
@Description("Cosine with warm restarts (SGDR): falls, jumps back, and falls again over a longer period")
public final class WarmRestarts implements Schedule {

    /** In epochs: a step this close to a border is at it, as far as sums of fractions can tell. */
    private static final double ROUNDING = 1e-7;

    private final Params params;

    /** When to restart. */
    public record Params(
            @Description(value = "Length of the first period", unit = "epochs") @Default("3") @DecimalMin("0.01")
            double period,

            @Description("How much longer each period is than the one before") @Default("2") @DecimalMin("1")
            double factor,

            @Description("The learning rate at the end of a period") @Default("0") @PositiveOrZero
            double floor) {}

    @Inject
    public WarmRestarts(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        double period = params.period();
        double restart = 0;
        while (restart + period <= moment.epoch() + ROUNDING) {
            restart += period;
            period *= params.factor();
        }
        double since = Math.max(0, moment.epoch() - restart);
        return params.floor() + (base - params.floor()) * (1 + Math.cos(Math.PI * since / period)) / 2;
    }
}
