package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AdaGrad: steps scaled by the sum of all squared gradients so far, so that they shrink by themselves. Duchi et al. 2011,
 * "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization".
 */
@Description("Gradient descent scaled by the sum of all squared gradients so far")
public final class AdaGradOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Learning rate before any schedule") @Default("0.01") @Positive
            double lr,

            @Description("Added to the denominator") @Default("1e-6") @Positive
            double epsilon) {}

    @Inject
    public AdaGradOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new ScheduledAdaGrad(params.lr(), learningRate, params.epsilon());
    }
}
