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
 * AdaBelief: Adam that scales by how far gradients stray from their running mean. Zhuang et al. 2020,
 * <a href="https://arxiv.org/abs/2010.07468">2010.07468</a>.
 */
@Description("Adam that scales steps by how far gradients stray from their mean")
public final class AdaBeliefOptimizer implements Optimizer {

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

            @Description("Decay of the mean of squared deviations")
            @Default("0.999")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double beta2,

            @Description("Added to the squared deviations and to the denominator") @Default("1e-14") @Positive
            double epsilon) {}

    @Inject
    public AdaBeliefOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new MendedAdaBelief(params.lr(), learningRate, params.beta1(), params.beta2(), params.epsilon());
    }
}
