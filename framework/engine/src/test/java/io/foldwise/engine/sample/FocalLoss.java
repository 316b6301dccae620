package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

public final class FocalLoss implements Loss {

    public record Params(@Default("2") @Positive double gamma) {}

    @Inject
    public FocalLoss(Params params) {}

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        return 0;
    }
}
