package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

public final class SgdOptimizer implements Optimizer {

    public record Params(@Default("1e-2") @Positive double lr) {}

    private final Params params;

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
        throw new UnsupportedOperationException();
    }
}
