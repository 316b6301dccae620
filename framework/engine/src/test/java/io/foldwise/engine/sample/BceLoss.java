package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;

@Description("Binary cross-entropy")
public final class BceLoss implements Loss {

    public record Params(
            @Description("How far targets are moved towards one half")
            @Default("0")
            @PositiveOrZero
            @DecimalMax(value = "0.5", inclusive = false)
            double smoothing) {}

    private final Params params;

    @Inject
    public BceLoss(Params params) {
        this.params = params;
    }

    public Params params() {
        return params;
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        return 0;
    }
}
