package io.foldwise.plugin.standard.loss;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Huber loss: squared for small errors, linear for large ones, so that few outliers do not decide. The mean over all cells of
 *
 * <pre>{@code e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2)}   with e = z - t</pre>
 *
 * Huber 1964, "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35.
 */
@Description("Huber loss, for quantities: squared for small errors, linear for large ones")
public final class Huber implements Loss {

    private final double delta;

    /** Where outliers begin. */
    public record Params(
            @Description("Errors beyond this count linearly; in the unit of the quantities") @Default("1") @Positive
            double delta) {}

    @Inject
    public Huber(Params params, Quantities quantities) {
        this.delta = params.delta();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int columns, double[] gradient) {
        int cells = rows * columns;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double error = logits[cell] - targets[cell];
            double bounded = Math.max(-delta, Math.min(delta, error));
            sum += bounded * (error - bounded / 2); // e^2 / 2 inside, delta (|e| - delta / 2) outside
            gradient[cell] = bounded / cells;
        }
        return sum / cells;
    }
}
