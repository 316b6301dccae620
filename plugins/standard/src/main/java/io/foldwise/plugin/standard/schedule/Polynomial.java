package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Lets the learning rate fall with every step, from the base at the first to a floor at the last: {@code floor + (base - floor) * (1 - progress)^power}; a straight
 * line with power 1.
 *
 * <p>Not ND4J's {@code PolySchedule}: in 1.0.0-M2.1 that one computes {@code (1 + i / n)^power}, which rises.
 */
@Description("Lets the learning rate fall to a floor along a power of the way to go; a straight line with power 1")
public final class Polynomial implements Schedule {

    private final Params params;

    /** The shape, and where it ends. */
    public record Params(
            @Description("1 falls in a straight line; larger values fall faster at first") @Default("1") @Positive
            double power,

            @Description("The learning rate at the last step") @Default("0") @PositiveOrZero
            double floor) {}

    @Inject
    public Polynomial(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return params.floor() + (base - params.floor()) * Math.pow(1 - moment.progress(), params.power());
    }
}
