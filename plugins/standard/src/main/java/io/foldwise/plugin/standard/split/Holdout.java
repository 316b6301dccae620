package io.foldwise.plugin.standard.split;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One fold: samples to train on, samples for early stopping, samples to score. Faster than cross-validation and less
 * telling. Shares are relative: 8, 1, 1 means 80 %, 10 %, 10 %.
 */
@Description("One fold: a part to train on, a part for early stopping, a part to score")
public final class Holdout implements Split {

    private final Params params;

    /** The parts' sizes, and what they must not share. */
    public record Params(
            @Description("Share of the samples to train on") @Default("8") @Positive
            double train,

            @Description("Share for early stopping; 0 lets it see the held-out samples") @Default("1") @PositiveOrZero
            double validation,

            @Description("Share to score") @Default("1") @Positive
            double heldOut,

            @Description(
                    "How to divide: by chance, order, labels (equally frequent in all parts) or groups (never split)")
            @Default("chance")
            By by) {}

    /** What decides who goes where. */
    public enum By {
        CHANCE(new ByChance()),
        ORDER(new ByOrder()),
        LABELS(new ByLabels()),
        GROUPS(new ByGroups());

        private final Division division;

        By(Division division) {
            this.division = division;
        }
    }

    @Inject
    public Holdout(Params params) {
        this.params = params;
    }

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(1);
    }

    @Override
    public boolean needsGroups() {
        return params.by() == By.GROUPS;
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        boolean validated = params.validation() > 0;
        double[] weights = validated
                ? new double[] {params.train(), params.validation(), params.heldOut()}
                : new double[] {params.train(), params.heldOut()};
        List<int[]> parts = params.by().division.divide(data, rows, weights, random);
        int[] heldOut = parts.get(parts.size() - 1);
        return List.of(new Fold(parts.get(0), validated ? parts.get(1) : heldOut, heldOut));
    }
}
