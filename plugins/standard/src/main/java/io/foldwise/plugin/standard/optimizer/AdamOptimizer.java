package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam: steps scaled by running means of gradients and of their squares. Kingma and Ba 2015,
 * <a href="https://arxiv.org/abs/1412.6980">1412.6980</a>.
 */
@Description("Adam; a good first choice")
public final class AdamOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Learning rate before any schedule") @Default("1e-3") @Positive
            double lr,

            @Description("Decay of the mean of gradients")
            @Default("0.9")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double beta1,

            @Description("Decay of the mean of squared gradients")
            @Default("0.999")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double beta2,

            @Description("Added to the denominator") @Default("1e-8") @Positive
            double epsilon) {}

    @Inject
    public AdamOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new PublishedAdam(params.lr(), learningRate, params.beta1(), params.beta2(), params.epsilon());
    }
}
