package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AdaMax: Adam with the largest gradient seen, decayed, in place of the mean of squares. Kingma and Ba 2015, section 7.1,
 * <a href="https://arxiv.org/abs/1412.6980">1412.6980</a>.
 */
@Description("Adam with the largest gradient in place of the mean of squares")
public final class AdaMaxOptimizer implements Optimizer {

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

            @Description("Decay of the largest gradient")
            @Default("0.999")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double beta2,

            @Description("Added to the denominator") @Default("1e-8") @Positive
            double epsilon) {}

    @Inject
    public AdaMaxOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        // AdaMax's builder has no public methods.
        AdaMax updater = new AdaMax(params.lr(), params.beta1(), params.beta2(), params.epsilon());
        updater.setLearningRateSchedule(learningRate);
        return updater;
    }
}
