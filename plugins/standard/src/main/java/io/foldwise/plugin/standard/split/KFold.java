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
 * K-fold cross-validation: every sample is held out once. Fold sizes differ by at most one. Without shuffling, folds are
 * contiguous, for data whose order matters.
 *
 * <p>With the default validation share of 0, early stopping looks at the held-out samples themselves, as most contest
 * solutions do, which flatters the score a little; a positive share keeps held-out samples untouched.
 */
@Description("K-fold cross-validation on random folds")
public final class KFold implements Split {

    private final CrossValidation folds;

    /** How many folds, and what early stopping looks at. */
    public record Params(
            @Description("How many folds") @Default("5") @Min(2)
            int folds,

            @Description("Whether folds are random; contiguous otherwise") @Default("true")
            boolean shuffle,

            @Description("Share of a fold's training part kept for early stopping; 0 lets it see the held-out samples")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double validationShare) {}

    @Inject
    public KFold(Params params) {
        this.folds = new CrossValidation(
                params.shuffle() ? new ByChance() : new ByOrder(), params.folds(), params.validationShare());
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
