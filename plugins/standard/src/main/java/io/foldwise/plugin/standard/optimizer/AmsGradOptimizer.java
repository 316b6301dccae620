package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AMSGrad: Adam whose denominator never shrinks. Reddi et al. 2018,
 * <a href="https://arxiv.org/abs/1904.09237">1904.09237</a>.
 */
@Description("Adam whose denominator never shrinks")
public final class AmsGradOptimizer implements Optimizer {

    private final AdamMoments moments;

    /** Those of Adam. */
    public record Params(@Inline AdamMoments moments) {}

    @Inject
    public AmsGradOptimizer(Params params) {
        this.moments = params.moments();
    }

    @Override
    public double learningRate() {
        return moments.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new PublishedAmsGrad(moments.lr(), learningRate, moments.beta1(), moments.beta2(), moments.epsilon());
    }
}
