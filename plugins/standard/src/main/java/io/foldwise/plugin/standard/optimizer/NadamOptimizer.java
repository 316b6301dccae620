package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Nadam: Adam with Nesterov momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 */
@Description("Adam with Nesterov momentum")
public final class NadamOptimizer implements Optimizer {

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
    public NadamOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return Nadam.builder()
                .learningRate(params.lr())
                .learningRateSchedule(learningRate)
                .beta1(params.beta1())
                .beta2(params.beta2())
                .epsilon(params.epsilon())
                .build();
    }
}
