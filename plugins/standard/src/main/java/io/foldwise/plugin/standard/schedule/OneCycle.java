package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * One rise and one long fall of the learning rate over the whole stage, both along half a cosine wave: from
 * {@code start * base} up to {@code base}, then down to {@code end * base}. The base is the largest rate here, and may be
 * several times what a constant rate could be.
 *
 * <p>Smith and Topin 2018, "Super-Convergence", <a href="https://arxiv.org/abs/1708.07120">1708.07120</a>. ND4J's
 * {@code CycleSchedule} moves in whole epochs or needs the number of iterations beforehand.
 */
@Description("One rise and one long fall of the learning rate over the whole stage; the base is the largest")
public final class OneCycle implements Schedule {

    private final Params params;

    /** The shape of the cycle. */
    public record Params(
            @Description("Share of the training in which the rate rises")
            @Default("0.3")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "1", inclusive = false)
            double rise,

            @Description("Share of the base rate at the first step") @Default("0.04") @DecimalMin("0") @DecimalMax("1")
            double start,

            @Description("Share of the base rate at the last step") @Default("0.0001") @DecimalMin("0") @DecimalMax("1")
            double end) {}

    @Inject
    public OneCycle(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        double progress = moment.progress();
        return progress < params.rise()
                ? base * between(params.start(), 1, progress / params.rise())
                : base * between(1, params.end(), (progress - params.rise()) / (1 - params.rise()));
    }

    private static double between(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
