package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Multiplies the learning rate by a factor whenever the validation loss has not improved for {@code patience} epochs in a row
 * that were validated; the count then starts anew. An epoch improves if its loss is below the best so far by more than {@code gain} times the size
 * of the best. Losses may be negative: of a metric where larger is better, such as an AUC, the loss is the negative.
 *
 * <p>Reads the whole history of losses at every step and so needs no state, also after an interruption.
 */
@Description("Multiplies the learning rate by a factor when the validation loss stops falling")
public final class ReduceOnPlateau implements Schedule {

    private final Params params;

    /** When to lower the rate, how far, and down to where. */
    public record Params(
            @Description("What the rate is multiplied by")
            @Default("0.1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double factor,

            @Description(value = "Validated epochs in a row without improvement before the rate falls", unit = "epochs")
            @Default("3")
            @Positive
            int patience,

            @Description("Share of its size by which the loss must fall to count as an improvement")
            @Default("0.0001")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double gain,

            @Description("The learning rate never falls below this") @Default("0") @PositiveOrZero
            double floor) {}

    @Inject
    public ReduceOnPlateau(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return Math.max(Math.min(base, params.floor()), base * Math.pow(params.factor(), reductions(moment)));
    }

    @Override
    public boolean followsLosses() {
        return true;
    }

    private int reductions(Moment moment) {
        double best = Double.POSITIVE_INFINITY;
        int reductions = 0;
        int idle = 0;
        for (double loss : moment.losses()) {
            if (Double.isNaN(loss)) {
                continue; // not validated, or nothing to go by
            }
            if (loss < best * (1 - Math.copySign(params.gain(), best))) {
                best = loss;
                idle = 0;
            } else if (++idle == params.patience()) {
                reductions++;
                idle = 0;
            }
        }
        return reductions;
    }
}
