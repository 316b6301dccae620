package io.foldwise.engine.sample;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** A weighted sum of losses. */
public final class ComboLoss implements Loss {

    public record Params(@NotEmpty List<Term> terms) {}

    public record Term(
            @Default("1") @Positive double weight, @Inline Spec<Loss> loss) {}

    private final List<Loss> losses;

    @Inject
    public ComboLoss(Params params, Assembler assembler) {
        this.losses = params.terms().stream()
                .map(term -> assembler.build(term.loss()))
                .toList();
    }

    public List<Loss> losses() {
        return losses;
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        return 0;
    }
}
