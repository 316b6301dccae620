package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StratifiedKFoldTest {

    private static final int FOLDS = 5;
    private static final double[] SHARES = {0.3, 0.1, 0.05, 0.02, 0.01};

    private final Split stratified = new StratifiedKFold(new StratifiedKFold.Params(FOLDS, 0));

    @Test
    void spreadsLabelsMoreEvenlyThanChance() {
        Split random = new KFold(new KFold.Params(FOLDS, true, 0));
        for (int seed = 0; seed < 10; seed++) {
            Samples samples = Samples.random(1000, new SplittableRandom(seed), SHARES);
            for (int label = 0; label < SHARES.length; label++) {
                assertThat(spread(stratified, samples, label, seed)).isLessThanOrEqualTo(3);
            }
            assertThat(spread(stratified, samples, 4, seed))
                    .as("spread of the rarest label with seed %d", seed)
                    .isLessThanOrEqualTo(1)
                    .isLessThanOrEqualTo(spread(random, samples, 4, seed));
            assertThat(spread(random, samples, 0, seed)).isGreaterThan(3);
        }
    }

    @Test
    void spreadsARareLabelThatOnlyComesWithAFrequentOne() {
        float[][] targets = new float[200][2];
        for (int row = 0; row < 100; row++) {
            targets[row][0] = 1;
            targets[row][1] = row < 10 ? 1 : 0;
        }
        for (int seed = 0; seed < 10; seed++) {
            assertThat(spread(stratified, Samples.of(targets), 0, seed)).isZero();
            assertThat(spread(stratified, Samples.of(targets), 1, seed)).isZero();
        }
    }

    @Test
    void keepsFoldsAboutEqualInSize() {
        for (int seed = 0; seed < 10; seed++) {
            Samples samples = Samples.random(1000, new SplittableRandom(seed), SHARES);
            for (Fold fold : stratified.split(samples, new SplittableRandom(seed))) {
                assertThat(fold.heldOut().length).isBetween(195, 205);
            }
        }
    }

    @Test
    void spreadsSamplesWithoutLabels() {
        Samples samples = Samples.of(new float[50][3]);
        for (Fold fold : stratified.split(samples, new SplittableRandom(1))) {
            assertThat(fold.heldOut()).hasSize(10);
        }
    }

    @Test
    void takesStratifiedSamplesForValidation() {
        Samples samples = Samples.random(1000, new SplittableRandom(1), SHARES);
        Split split = new StratifiedKFold(new StratifiedKFold.Params(FOLDS, 0.25));
        for (Fold fold : split.split(samples, new SplittableRandom(1))) {
            for (int label = 0; label < SHARES.length; label++) {
                double expected =
                        (positives(samples, label, fold.train()) + positives(samples, label, fold.validation())) / 4.0;
                assertThat((double) positives(samples, label, fold.validation()))
                        .isBetween(expected - 2, expected + 2);
            }
        }
    }

    @Test
    void dealsOutByChance() {
        Samples samples = Samples.random(1000, new SplittableRandom(1), SHARES);
        String one = EverySplitTest.describe(stratified.split(samples, new SplittableRandom(1)));
        String other = EverySplitTest.describe(stratified.split(samples, new SplittableRandom(2)));
        assertThat(other).isNotEqualTo(one);
    }

    /** By how many positives of a label the folds differ at most. */
    private static long spread(Split split, Samples samples, int label, int seed) {
        long[] positives = split.split(samples, new SplittableRandom(seed)).stream()
                .mapToLong(fold -> positives(samples, label, fold.heldOut()))
                .sorted()
                .toArray();
        return positives[positives.length - 1] - positives[0];
    }

    private static long positives(Samples samples, int label, int[] rows) {
        return Arrays.stream(rows)
                .filter(row -> Positives.is(samples.targets(row)[label]))
                .count();
    }
}
