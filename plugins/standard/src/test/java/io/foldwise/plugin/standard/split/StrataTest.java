package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stratification of other answers than labels. */
final class StrataTest {

    private static final Task CLASS_AND_AGE =
            Task.of(new Classes(List.of("cat", "dog", "fox")), new Quantities(List.of("age")));

    private final Split stratified = new StratifiedKFold(new StratifiedKFold.Params(5, 0));
    private final Split random = new KFold(new KFold.Params(5, true, 0));

    @Test
    void spreadsClassesAndDecilesOfQuantities() {
        Dataset data = samples();
        for (int seed = 0; seed < 5; seed++) {
            List<Fold> folds = stratified.split(data, new SplittableRandom(seed));
            for (Fold fold : folds) {
                assertThat(ofClass(data, fold, 2)).as("the rarest class").isBetween(3, 5);
                assertThat(below(data, fold, 1)).as("the youngest tenth").isBetween(7, 9);
            }
            assertThat(random.split(data, new SplittableRandom(seed)))
                    .as("folds by chance that are as even")
                    .anyMatch(fold -> below(data, fold, 1) < 7 || below(data, fold, 1) > 9);
        }
    }

    @Test
    void equalQuantitiesShareABin() {
        assertThat(Quantiles.bins(new float[] {5, 1, 1, 1, 9, 7}, 3)).containsExactly(1, 0, 0, 0, 2, 2);
        assertThat(Quantiles.bins(new float[] {2, 2, 2}, 3)).containsOnly(0);
        assertThat(Quantiles.bins(new float[] {0f, 1, -0f, 1, 0f, -0f}, 3)).containsExactly(0, 2, 0, 2, 0, 0);
    }

    @Test
    void makesNoMoreBinsThanPartsCanShare() {
        Dataset data = samples();
        int[] rows = IntStream.range(0, 20).toArray();
        assertThat(Strata.of(data, rows, 5)[0]).as("3 classes, 4 bins").hasSize(3 + 4);
        assertThat(Strata.of(data, IntStream.range(0, 400).toArray(), 5)[0]).hasSize(3 + 10);
    }

    /** 400 samples: 5 % are foxes; ages are squares of 0 to 10, so that few tell the young apart. */
    private static Dataset samples() {
        SplittableRandom chance = new SplittableRandom(3);
        float[][] targets = new float[400][4];
        for (int row = 0; row < targets.length; row++) {
            targets[row][row % 20 == 0 ? 2 : row % 2] = 1;
            double root = 10 * (row / 400.0);
            targets[row][3] = (float) (root * root);
        }
        Collections.shuffle(Arrays.asList(targets), new Random(chance.nextLong()));
        return Samples.of(targets).withTask(CLASS_AND_AGE);
    }

    private static int ofClass(Dataset data, Fold fold, int number) {
        return (int) IntStream.of(fold.heldOut())
                .filter(row -> data.targets(row)[number] == 1)
                .count();
    }

    private static int below(Dataset data, Fold fold, double age) {
        return (int) IntStream.of(fold.heldOut())
                .filter(row -> data.targets(row)[3] < age)
                .count();
    }
}
