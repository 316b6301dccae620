package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Lets the learning rate fall to a floor along half a cosine wave, slowly at both ends, from the base at the first step to the
 * floor at the last: {@code floor + (base - floor) * (1 + cos(pi * progress)) / 2}. Loshchilov and Hutter 2017, "SGDR", without restarts,
 * <a href="https://arxiv.org/abs/1608.03983">1608.03983</a>.
 */
@Description("Lets the learning rate fall to a floor along half a cosine wave")
public final class Cosine implements Schedule {

    private final Params params;

    /** Where it ends. */
    public record Params(
            @Description("The learning rate at the last step") @Default("0") @PositiveOrZero
            double floor) {}

    @Inject
    public Cosine(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return params.floor() + (base - params.floor()) * (1 + Math.cos(Math.PI * moment.progress())) / 2;
    }
}
