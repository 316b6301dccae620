package io.foldwise.engine.sample;

import io.foldwise.spi.Inline;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

public final class SgdOptimizer implements Optimizer {

    public record Params(@Inline LearningRate rate) {}

    private final Params params;

    @Inject
    public SgdOptimizer(Params params) {
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
