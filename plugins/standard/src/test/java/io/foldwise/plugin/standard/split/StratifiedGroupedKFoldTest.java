package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StratifiedGroupedKFoldTest {

    private static final int SAMPLES = 400;

    private final Split split = new StratifiedGroupedKFold(new StratifiedGroupedKFold.Params(5, 0));

    @Test
    void neverSplitsAGroup() {
        Samples samples = samples(3);
        for (Fold fold : new StratifiedGroupedKFold(new StratifiedGroupedKFold.Params(5, 0.2))
                .split(samples, new SplittableRandom(1))) {
            assertThat(groups(samples, fold.train()))
                    .doesNotContainAnyElementsOf(groups(samples, fold.heldOut()))
                    .doesNotContainAnyElementsOf(groups(samples, fold.validation()));
        }
    }

    @Test
    void everyLabelIsAboutAsFrequentInEachFold() {
        for (int seed = 0; seed < 20; seed++) {
            Samples samples = samples(seed);
            List<Fold> folds = split.split(samples, new SplittableRandom(seed));
            for (int label = 0; label < 3; label++) {
                int[] positives = positives(samples, folds, label);
                double wanted = Arrays.stream(positives).sum() / 5.0;
                for (int count : positives) {
                    assertThat((double) count)
                            .as("label %d, seed %d", label, seed)
                            .isBetween(wanted - 2.6, wanted + 2.6);
                }
            }
            assertThat(folds).allSatisfy(fold -> assertThat(fold.heldOut()).hasSizeBetween(76, 84));
        }
    }

    /** Without labels in view, rare ones fall where they may. */
    @Test
    void plainGroupsBalanceWorse() {
        int worse = 0;
        for (int seed = 0; seed < 20; seed++) {
            Samples samples = samples(seed);
            int[] plain = positives(
                    samples,
                    new GroupedKFold(new GroupedKFold.Params(5, 0)).split(samples, new SplittableRandom(seed)),
                    2);
            int[] stratified = positives(samples, split.split(samples, new SplittableRandom(seed)), 2);
            worse += spread(plain) > spread(stratified) ? 1 : 0;
        }
        assertThat(worse).isGreaterThan(15);
    }

    @Test
    void leavesNoFoldEmptyWhileThereAreGroups() {
        Samples samples = Samples.of(new float[104][1])
                .withGroups(IntStream.range(0, 104)
                        .map(row -> Math.max(0, row - 99))
                        .toArray());
        assertThat(split.split(samples, new SplittableRandom(1)))
                .allSatisfy(fold -> assertThat(fold.heldOut()).isNotEmpty());
    }

    private static int spread(int... counts) {
        return Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
    }

    private static int[] positives(Samples samples, List<Fold> folds, int label) {
        return folds.stream()
                .mapToInt(fold -> (int) Arrays.stream(fold.heldOut())
                        .filter(row -> samples.targets(row)[label] == 1)
                        .count())
                .toArray();
    }

    /** Groups of one to four samples; three labels, one of them common, one rare, one of whole groups. */
    private static Samples samples(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] targets = new float[SAMPLES][3];
        int[] groups = new int[SAMPLES];
        int group = 0;
        int room = 4;
        boolean ill = false;
        for (int row = 0; row < SAMPLES; row++) {
            if (--room == 0 || random.nextInt(3) == 0) {
                group++;
                room = 4;
                ill = random.nextInt(8) == 0;
            }
            groups[row] = group;
            targets[row] = new float[] {random.nextInt(2), random.nextInt(20) == 0 ? 1 : 0, ill ? 1 : 0};
        }
        return Samples.of(targets).withGroups(groups);
    }

    private static Set<Integer> groups(Samples samples, int[] rows) {
        return Arrays.stream(rows).mapToObj(samples::group).collect(Collectors.toSet());
    }
}
