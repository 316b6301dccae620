package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * Raises the learning rate in a straight line from a share of the base to the base, then follows another schedule, which sees
 * only the epochs after the warm-up. Keeps the first, large gradients of a fresh network, or of Adam before it knows their
 * size, from doing harm. Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.2,
 * <a href="https://arxiv.org/abs/1706.02677">1706.02677</a>.
 */
@Description("Raises the learning rate over the first epochs, then follows another schedule")
public final class WarmUp implements Schedule {

    private final int epochs;
    private final double start;
    private final Schedule then;

    /** How long, from where, and what then. */
    public record Params(
            @Description(value = "Length of the warm-up", unit = "epochs") @Positive
            int epochs,

            @Description("Share of the base learning rate at the first step")
            @Default("0.01")
            @DecimalMin("0")
            @DecimalMax("1")
            double start,

            @Description("The schedule after the warm-up") @Default("{ type = constant }")
            Spec<Schedule> then) {}

    @Inject
    public WarmUp(Params params, Assembler assembler) {
        this.epochs = params.epochs();
        this.start = params.start();
        this.then = assembler.build(params.then());
    }

    @Override
    public double learningRate(double base, Moment moment) {
        if (moment.epoch() < epochs) {
            return base * (start + (1 - start) * moment.epoch() / epochs);
        }
        return then.learningRate(base, after(moment));
    }

    @Override
    public boolean followsLosses() {
        return then.followsLosses();
    }

    private Moment after(Moment moment) {
        List<Double> losses = moment.losses();
        return new Moment(
                moment.epoch() - epochs,
                moment.step(),
                Math.max(1, moment.epochs() - epochs),
                losses.subList(Math.min(epochs, losses.size()), losses.size()));
    }
}
