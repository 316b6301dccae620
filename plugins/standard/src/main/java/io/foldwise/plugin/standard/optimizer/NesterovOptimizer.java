package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Gradient descent with Nesterov momentum. Sutskever et al. 2013, "On the importance of initialization and momentum in deep
 * learning". ND4J has no plain (heavy-ball) momentum.
 */
@Description("Gradient descent with Nesterov momentum")
public final class NesterovOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Learning rate before any schedule") @Default("0.1") @Positive
            double lr,

            @Description("How much of the last step the next one keeps")
            @Default("0.9")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double momentum) {}

    @Inject
    public NesterovOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return Nesterovs.builder()
                .learningRate(params.lr())
                .learningRateSchedule(learningRate)
                .momentum(params.momentum())
                .build();
    }
}
