package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.Inline;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

public final class AdamOptimizer implements Optimizer {

    public record Params(
            @Inline LearningRate rate,
            @Default("0.9") @Positive double beta1,
            @Default("0.999") @Positive double beta2) {
        public Params {
            if (beta1 > beta2) {
                throw new IllegalArgumentException("beta1 " + beta1 + " must not exceed beta2 " + beta2);
            }
        }
    }

    private final Params params;

    @Inject
    public AdamOptimizer(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate() {
        return params.rate().lr();
    }

    @Override
    public IUpdater updater(ISchedule learningRate) {
        throw new UnsupportedOperationException();
    }
}
