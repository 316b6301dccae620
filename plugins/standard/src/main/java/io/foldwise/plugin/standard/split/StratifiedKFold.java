package io.foldwise.plugin.standard.split;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * K-fold cross-validation in which every label or class is about as frequent in each fold as in all data, which makes the scores
 * of rare ones steadier, and quantities are about as often large and small (by deciles). By iterative stratification: Sechidis, Tsoumakas and Vlahavas 2011, "On the Stratification of
 * Multi-label Data". Fold sizes may differ by a few samples.
 */
@Description("K-fold cross-validation with every label, class and decile of a quantity equally frequent in each fold")
public final class StratifiedKFold implements Split {

    private final CrossValidation folds;

    /** How many folds, and what early stopping looks at. */
    public record Params(
            @Description("How many folds") @Default("5") @Min(2)
            int folds,

            @Description("Share of a fold's training part kept for early stopping; 0 lets it see the held-out samples")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double validationShare) {}

    @Inject
    public StratifiedKFold(Params params) {
        this.folds = new CrossValidation(new ByLabels(), params.folds(), params.validationShare());
    }

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(folds.folds());
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        return folds.split(data, random);
    }
}
