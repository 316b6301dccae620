package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Stochastic gradient descent: the gradient times the learning rate, and nothing else.
 */
@Description("Plain stochastic gradient descent")
public final class SgdOptimizer implements Optimizer {

    private final Params params;

    /** The parameters of ND4J's updater. */
    public record Params(
            @Description("Learning rate before any schedule") @Default("0.1") @Positive
            double lr) {}

    @Inject
    public SgdOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return Sgd.builder()
                .learningRate(params.lr())
                .learningRateSchedule(learningRate)
                .build();
    }
}
