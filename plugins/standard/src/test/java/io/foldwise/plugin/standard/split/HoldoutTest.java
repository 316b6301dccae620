package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HoldoutTest {

    private final Samples samples = Samples.random(200, new SplittableRandom(1), 0.1, 0.05);

    @Test
    void dividesInTheGivenProportions() {
        for (Holdout.By by : Holdout.By.values()) {
            Fold fold = fold(new Holdout.Params(8, 1, 1, by), samples);
            assertThat(fold.train().length).as("by %s", by).isBetween(157, 163);
            assertThat(fold.validation().length).as("by %s", by).isBetween(18, 22);
            assertThat(fold.heldOut().length).as("by %s", by).isBetween(18, 22);
        }
    }

    @Test
    void validatesOnHeldOutSamplesWithoutAShareForValidation() {
        Fold fold = fold(new Holdout.Params(3, 0, 1, Holdout.By.CHANCE), samples);
        assertThat(fold.train()).hasSize(150);
        assertThat(fold.heldOut()).hasSize(50);
        assertThat(fold.validation()).isEqualTo(fold.heldOut());
    }

    @Test
    void holdsOutTheEndWhenDividedByOrder() {
        Fold fold = fold(new Holdout.Params(8, 1, 1, Holdout.By.ORDER), samples);
        assertThat(fold.train()).containsExactly(IntStream.range(0, 160).toArray());
        assertThat(fold.validation()).containsExactly(IntStream.range(160, 180).toArray());
        assertThat(fold.heldOut()).containsExactly(IntStream.range(180, 200).toArray());
    }

    @Test
    void spreadsLabelsEvenlyWhenDividedByLabels() {
        Fold fold = fold(new Holdout.Params(8, 1, 1, Holdout.By.LABELS), samples);
        double all = positives(IntStream.range(0, 200).toArray());
        assertThat(positives(fold.heldOut())).isBetween(all / 10 - 1, all / 10 + 1);
        assertThat(positives(fold.validation())).isBetween(all / 10 - 1, all / 10 + 1);
    }

    @Test
    void keepsGroupsTogetherWhenDividedByGroups() {
        Holdout split = new Holdout(new Holdout.Params(8, 1, 1, Holdout.By.GROUPS));
        Samples grouped =
                samples.withGroups(IntStream.range(0, 200).map(row -> row % 20).toArray());
        Fold fold = split.split(grouped, new SplittableRandom(1)).get(0);
        assertThat(split.needsGroups()).isTrue();
        assertThat(Arrays.stream(fold.heldOut()).map(grouped::group).distinct()).hasSize(2);
        assertThat(fold.heldOut()).hasSize(20);
    }

    @Test
    void fillsEveryPartEvenIfTheLargestWouldTakeAllGroups() {
        Samples grouped = Samples.of(new float[6][1]).withGroups(0, 0, 1, 1, 2, 2);
        Fold fold = fold(new Holdout.Params(8, 1, 1, Holdout.By.GROUPS), grouped);
        assertThat(fold.train()).hasSize(2);
        assertThat(fold.validation()).hasSize(2);
        assertThat(fold.heldOut()).hasSize(2);
    }

    @Test
    void refusesToLeaveAPartEmpty() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> fold(new Holdout.Params(1000, 1, 1, Holdout.By.CHANCE), samples))
                .withMessageContaining("200 samples")
                .withMessageContaining("[1000.0, 1.0, 1.0]");
    }

    private double positives(int[] rows) {
        return Arrays.stream(rows).filter(row -> samples.targets(row)[0] == 1).count();
    }

    private static Fold fold(Holdout.Params params, Samples samples) {
        return new Holdout(params).split(samples, new SplittableRandom(1)).get(0);
    }
}
