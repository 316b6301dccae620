package io.foldwise.plugin.standard.loss;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of losses, {@code sum(weight_i * loss_i)}. Weights are taken as they are and need not sum to 1, so they
 * also scale the gradient:
 *
 * <pre>{@code
 * loss { type = combo, terms = [{ type = bce, weight = 3 }, { type = dice }, { type = focal, weight = 4, gamma = 2 }] }
 * }</pre>
 */
@Description("A weighted sum of losses")
public final class Combo implements Loss {

    private final double[] weights;
    private final List<Loss> losses;

    /** What to add up. */
    public record Params(
            @Description("Losses, each with its weight: { type = bce, weight = 3 }") @NotEmpty
            List<@Valid Term> terms) {}

    /** One summand. */
    public record Term(
            @Description("How much this loss counts") @Default("1") @Positive
            double weight,

            @Description("The loss, its parameters beside its weight") @Inline
            Spec<Loss> loss) {}

    @Inject
    public Combo(Params params, Assembler assembler) {
        this.weights = params.terms().stream().mapToDouble(Term::weight).toArray();
        this.losses = params.terms().stream()
                .map(term -> assembler.build(term.loss()))
                .toList();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] part = new double[gradient.length];
        double sum = 0;
        for (int term = 0; term < weights.length; term++) {
            sum += weights[term] * losses.get(term).evaluate(logits, targets, rows, labels, part);
            for (int cell = 0; cell < rows * labels; cell++) {
                gradient[cell] += weights[term] * part[cell];
            }
        }
        return sum;
    }
}
