package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam: steps scaled by running means of gradients and of their squares. Kingma and Ba 2015,
 * <a href="https://arxiv.org/abs/1412.6980">1412.6980</a>.
 */
@Description("Adam; a good first choice")
public final class AdamOptimizer implements Optimizer {

    private final AdamMoments moments;

    /** Those of Adam. */
    public record Params(@Inline AdamMoments moments) {}

    @Inject
    public AdamOptimizer(Params params) {
        this.moments = params.moments();
    }

    @Override
    public double learningRate() {
        return moments.lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        return new PublishedAdam(moments.lr(), learningRate, moments.beta1(), moments.beta2(), moments.epsilon());
    }
}
