package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupedKFoldTest {

    private final Split split = new GroupedKFold(new GroupedKFold.Params(5, 0));

    @Test
    void neverSplitsAGroup() {
        Split validated = new GroupedKFold(new GroupedKFold.Params(5, 0.2));
        for (int seed = 0; seed < 20; seed++) {
            Samples samples = samples(seed);
            for (Fold fold : validated.split(samples, new SplittableRandom(seed))) {
                assertThat(groups(samples, fold.train()))
                        .doesNotContainAnyElementsOf(groups(samples, fold.heldOut()))
                        .doesNotContainAnyElementsOf(groups(samples, fold.validation()));
                assertThat(groups(samples, fold.validation()))
                        .doesNotContainAnyElementsOf(groups(samples, fold.heldOut()));
            }
        }
    }

    @Test
    void balancesFoldSizesAsFarAsGroupsAllow() {
        int[] sizes = {10, 9, 8, 7, 6, 4, 3, 2, 1};
        int[] groups = IntStream.range(0, sizes.length)
                .flatMap(group -> IntStream.generate(() -> group).limit(sizes[group]))
                .toArray();
        Samples samples = Samples.of(new float[50][1]).withGroups(groups);
        List<Integer> heldOut = split.split(samples, new SplittableRandom(1)).stream()
                .map(fold -> fold.heldOut().length)
                .toList();
        assertThat(heldOut).containsOnly(10);
    }

    @Test
    void dealsOutEqualGroupsByChance() {
        Samples samples = Samples.of(new float[40][1])
                .withGroups(IntStream.range(0, 40).map(row -> row / 4).toArray());
        List<Fold> one = split.split(samples, new SplittableRandom(1));
        List<Fold> other = split.split(samples, new SplittableRandom(2));
        assertThat(one).allSatisfy(fold -> assertThat(fold.heldOut()).hasSize(8));
        assertThat(EverySplitTest.describe(other)).isNotEqualTo(EverySplitTest.describe(one));
    }

    @Test
    void asksForGroups() {
        assertThat(split.needsGroups()).isTrue();
        assertThat(new KFold(new KFold.Params(5, true, 0)).needsGroups()).isFalse();
    }

    @Test
    void refusesFewerGroupsThanFolds() {
        Samples samples = Samples.of(new float[40][1])
                .withGroups(IntStream.range(0, 40).map(row -> row % 3).toArray());
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split.split(samples, new SplittableRandom(1)))
                .withMessage("40 samples of 3 groups cannot be divided into 5 parts without splitting a group");
    }

    @Test
    void leavesNoFoldEmptyWhileThereAreGroups() {
        Samples samples = Samples.of(new float[104][1])
                .withGroups(IntStream.range(0, 104)
                        .map(row -> Math.max(0, row - 99))
                        .toArray());
        List<Fold> folds = split.split(samples, new SplittableRandom(1));
        assertThat(folds).allSatisfy(fold -> assertThat(fold.heldOut()).isNotEmpty());
    }

    /** 300 samples in groups of very different sizes. */
    private static Samples samples(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] groups = IntStream.range(0, 300)
                .map(row -> (int) (40 * Math.pow(random.nextDouble(), 3)))
                .toArray();
        return Samples.of(new float[300][1]).withGroups(groups);
    }

    private static Set<Integer> groups(Samples samples, int[] rows) {
        return Arrays.stream(rows).mapToObj(samples::group).collect(Collectors.toSet());
    }
}
