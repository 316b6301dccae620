package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Nadam: Adam with Nesterov momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 */
@Description("Adam with Nesterov momentum")
public final class NadamOptimizer implements Optimizer {

    private final AdamMoments moments;

    /** Those of Adam. */
    public record Params(@Inline AdamMoments moments) {}

    @Inject
    public NadamOptimizer(Params params) {
        this.moments = params.moments();
    }

    @Override
    public double learningRate() {
        return moments.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new PublishedNadam(moments.lr(), learningRate, moments.beta1(), moments.beta2(), moments.epsilon());
    }
}
