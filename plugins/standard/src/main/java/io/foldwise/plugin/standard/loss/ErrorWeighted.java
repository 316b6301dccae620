package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Cross-entropy in which cells that are wrong with confidence weigh more; meant for the last stages of a training on hard
 * samples. The mean over all cells of
 *
 * <pre>{@code (1 + strength * m^2) * (-t log p - (1 - t) log(1 - p))}   with m = max(0, 2 |p - t| - 1)</pre>
 *
 * {@code m} is 0 for every cell on the right side of 0.5 and 1 for one that is certain and wrong, which therefore weighs
 * {@code 1 + strength}. The weight is differentiated, too: the gradient is the derivative of the formula as it stands,
 * which the square makes continuous. Unlike {@link Focal}, cells that are right keep their full weight.
 */
@Description("Cross-entropy in which cells that are wrong with confidence weigh more; for late stages on hard samples")
public final class ErrorWeighted implements Loss {

    private final double strength;

    /** How much more errors weigh. */
    public record Params(
            @Description("What a certain and wrong cell weighs beyond the 1 of a right one")
            @Default("4")
            @PositiveOrZero
            double strength) {}

    @Inject
    public ErrorWeighted(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.strength = params.strength();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double probability = Logistic.sigmoid(logits[cell]);
            double error = probability - targets[cell];
            double excess = Math.max(0, 2 * Math.abs(error) - 1);
            double slopeOfExcess =
                    excess > 0 ? 2 * Math.signum(error) * probability * Logistic.sigmoid(-logits[cell]) : 0;
            double weight = 1 + strength * excess * excess;
            double slopeOfWeight = 2 * strength * excess * slopeOfExcess;
            double crossEntropy = Logistic.crossEntropy(logits[cell], targets[cell]);
            sum += weight * crossEntropy;
            gradient[cell] = (weight * error + slopeOfWeight * crossEntropy) / cells;
        }
        return sum / cells;
    }
}
