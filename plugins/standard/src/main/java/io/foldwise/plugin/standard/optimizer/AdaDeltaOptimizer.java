package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AdaDelta: finds the size of its steps itself and has no learning rate, so that a schedule has no effect on it. Zeiler
 * 2012, <a href="https://arxiv.org/abs/1212.5701">1212.5701</a>.
 */
@Description("Finds its step size itself; takes no learning rate and heeds no schedule")
public final class AdaDeltaOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Decay of the means of squared gradients and squared steps")
            @Default("0.95")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double rho,

            @Description("Added under the roots; larger values start faster") @Default("1e-6") @Positive
            double epsilon) {}

    @Inject
    public AdaDeltaOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return 1;
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return AdaDelta.builder().rho(params.rho()).epsilon(params.epsilon()).build();
    }
}
