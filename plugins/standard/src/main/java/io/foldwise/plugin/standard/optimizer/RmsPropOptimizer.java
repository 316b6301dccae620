package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * RMSProp: steps scaled by a running mean of squared gradients. Tieleman and Hinton 2012, "Neural Networks for Machine
 * Learning", lecture 6.5.
 */
@Description("Gradient descent scaled by a running mean of squared gradients")
public final class RmsPropOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Learning rate before any schedule") @Default("1e-3") @Positive
            double lr,

            @Description("Decay of the mean of squared gradients")
            @Default("0.95")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double decay,

            @Description("Added to the denominator") @Default("1e-8") @Positive
            double epsilon) {}

    @Inject
    public RmsPropOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return RmsProp.builder()
                .learningRate(params.lr())
                .learningRateSchedule(learningRate)
                .rmsDecay(params.decay())
                .epsilon(params.epsilon())
                .build();
    }
}
