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
 * K-fold cross-validation that never splits a group: samples so alike (same patient, same text blocks) that one would give
 * away the other stay in one fold. Folds are as even in size as the groups allow. Needs a reader that gives groups. Scores
 * are lower than on random folds, and nearer to those on new data.
 */
@Description("K-fold cross-validation that keeps samples of one group in one fold")
public final class GroupedKFold implements Split {

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
    public GroupedKFold(Params params) {
        this.folds = new CrossValidation(new ByGroups(), params.folds(), params.validationShare());
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
