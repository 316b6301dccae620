package io.foldwise.plugin.standard.loss;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;

/**
 * Mean squared error: the mean over all cells of {@code (z - t)^2}. A quantity whose numbers are large counts the most, and makes
 * steps large; bring quantities to about the same size first.
 */
@Description("Mean squared error, for quantities; what rmse measures")
public final class MeanSquaredError implements Loss {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MeanSquaredError(Quantities quantities) {}

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int columns, double[] gradient) {
        int cells = rows * columns;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double error = logits[cell] - targets[cell];
            sum += error * error;
            gradient[cell] = 2 * error / cells;
        }
        return sum / cells;
    }
}
