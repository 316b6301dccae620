package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * Multiplies the learning rate by a factor at each of some shares of the stage's epochs: {@code base * factor^n}, where {@code n} is
 * how many of the shares {@code a} have {@code a * epochs <= epoch}. With {@code at = [0.5, 0.8]} and 100 epochs the rate falls after 50
 * and after 80 epochs, with 30 after 15 and 24. A share that is not a whole number of epochs falls within one.
 */
@Description("Multiplies the learning rate by a factor at given shares of the stage's epochs")
public final class MultiStep implements Schedule {

    /** In epochs: a step this close to a border is at it, as far as products of fractions can tell. */
    private static final double ROUNDING = 1e-7;

    private final Params params;

    /** When, and by how much. */
    public record Params(
            @Description("When the rate falls, as increasing shares of the stage's epochs")
            @Default("[0.5, 0.8]")
            @NotEmpty
            List<@DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double> at,

            @Description("What the rate is multiplied by each time")
            @Default("0.1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double factor) {

        public Params {
            at = List.copyOf(at);
            for (int i = 1; i < at.size(); i++) {
                if (at.get(i) <= at.get(i - 1)) {
                    throw new IllegalArgumentException(
                            "at is " + at + "; let each share be larger than the one before");
                }
            }
        }
    }

    @Inject
    public MultiStep(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        long falls = params.at().stream()
                .filter(share -> share * moment.epochs() <= moment.epoch() + ROUNDING)
                .count();
        return base * Math.pow(params.factor(), falls);
    }
}
