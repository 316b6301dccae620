package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;

/**
 * Lets the learning rate swing in straight lines between a share of the base and the base, starting low. Smith 2017,
 * "Cyclical Learning Rates for Training Neural Networks", <a href="https://arxiv.org/abs/1506.01186">1506.01186</a>. ND4J's
 * {@code CycleSchedule} moves in whole epochs or needs the number of iterations beforehand.
 */
@Description("Lets the learning rate swing in straight lines between a share of the base and the base")
public final class Cycle implements Schedule {

    private final Params params;

    /** How long and how deep. */
    public record Params(
            @Description(value = "Length of a cycle, up and down", unit = "epochs") @Positive
            double period,

            @Description("Share of the base rate at the low points") @Default("0.1") @DecimalMin("0") @DecimalMax("1")
            double low) {}

    @Inject
    public Cycle(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        double phase = moment.epoch() / params.period() % 1;
        double height = 1 - Math.abs(2 * phase - 1);
        return base * (params.low() + (1 - params.low()) * height);
    }
}
