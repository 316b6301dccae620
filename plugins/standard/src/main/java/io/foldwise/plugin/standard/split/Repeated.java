package io.foldwise.plugin.standard.split;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Another split several times over, each time with a seed of its own: three times five folds are fifteen. Every sample is
 * held out as many times more, and its out-of-fold prediction is the mean of networks that never saw it, so that scores
 * depend less on how the dice fell.
 */
@Description("Another split several times over, with other seeds")
public final class Repeated implements Split {

    private final int times;
    private final Split split;

    /** What is repeated, and how often. */
    public record Params(
            @Description("How often") @Default("3") @Min(2) int times,

            @Description("What is repeated") @Default("{ type = k-fold }")
            Spec<Split> of) {}

    @Inject
    public Repeated(Params params, Assembler assembler) {
        this.times = params.times();
        this.split = assembler.build(params.of());
    }

    @Override
    public OptionalInt folds() {
        OptionalInt once = split.folds();
        return once.isPresent() ? OptionalInt.of(times * once.getAsInt()) : once;
    }

    @Override
    public boolean needsGroups() {
        return split.needsGroups();
    }

    @Override
    public List<Path> files() {
        return split.files();
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        List<Fold> first = split.split(data, random.split());
        List<Fold> folds = new ArrayList<>(first);
        for (int time = 1; time < times; time++) {
            List<Fold> again = split.split(data, random.split());
            if (Arrays.deepEquals(rows(again), rows(first))) {
                throw new IncompatibleException(
                        "gives the same folds every time, as 'of' leaves nothing to chance: take that alone");
            }
            folds.addAll(again);
        }
        return folds;
    }

    private static int[][] rows(List<Fold> folds) {
        return folds.stream()
                .flatMap(fold -> Stream.of(fold.train(), fold.heldOut()))
                .toArray(int[][]::new);
    }
}
