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
 * K-fold cross-validation that never splits a group, as {@link GroupedKFold}, and in which every label or class is about as
 * frequent in each fold as groups allow, as in {@link StratifiedKFold}. Needs a reader that gives groups.
 */
@Description(
        "K-fold cross-validation that keeps samples of one group in one fold, labels and classes about as frequent in each")
public final class StratifiedGroupedKFold implements Split {

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
    public StratifiedGroupedKFold(Params params) {
        this.folds = new CrossValidation(new ByGroupsAndLabels(), params.folds(), params.validationShare());
    }

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(folds.folds());
    }

    @Override
    public boolean needsGroups() {
        return true;
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        return folds.split(data, random);
    }
}
