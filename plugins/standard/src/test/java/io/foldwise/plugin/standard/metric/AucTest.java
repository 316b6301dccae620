package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.LabelSchema;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.linalg.factory.Nd4j;

final class AucTest {

    private final MacroAuc macro = new MacroAuc(Samples.schema(4));
    private final MicroAuc micro = new MicroAuc(Samples.schema(4));

    @Test
    void isTheChanceToRankAPositiveAboveANegative() {
        float[] targets = {1, 0, 1, 0, 1, 0};
        float[] probabilities = {0.9f, 0.5f, 0.5f, 0.5f, 0.2f, 0.1f};
        // Of 9 pairs: 0.9 wins 3; 0.5 ties 2 and wins 1; 0.2 wins 1.
        assertThat(RocAuc.of(targets, probabilities)).isCloseTo((3 + 2 * 0.5 + 1 + 1) / 9, within(1e-12));
    }

    @Test
    void agreesWithCountingPairs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            int size = random.nextInt(2, 40);
            int steps = trial % 2 == 0 ? 5 : 1_000_000; // with many ties, and with hardly any
            float[] targets = new float[size];
            float[] probabilities = new float[size];
            for (int row = 0; row < size; row++) {
                targets[row] = row == 0 ? 1 : row == 1 ? 0 : random.nextInt(2);
                probabilities[row] = random.nextInt(steps + 1) / (float) steps;
            }
            assertThat(RocAuc.of(targets, probabilities)).isCloseTo(byPairs(targets, probabilities), within(1e-12));
        }
    }

    @Test
    void isAHalfForEqualPredictionsInAnyOrderUnlikeNd4j() {
        float[] constant = {0.5f, 0.5f, 0.5f, 0.5f};
        for (float[] targets : new float[][] {{1, 1, 0, 0}, {0, 0, 1, 1}}) {
            assertThat(RocAuc.of(targets, constant)).isEqualTo(0.5);
        }
        ROC roc = new ROC(0);
        roc.eval(
                Nd4j.createFromArray(1f, 1, 0, 0).reshape(4, 1),
                Nd4j.createFromArray(constant).reshape(4, 1));
        assertThat(roc.calculateAUC()).as("why we do not use ND4J's").isEqualTo(1);
    }

    @Test
    void agreesWithNd4jWithoutTies() {
        float[] targets = {1, 0, 1, 0, 1, 0};
        float[] probabilities = {0.9f, 0.6f, 0.5f, 0.4f, 0.2f, 0.1f};
        ROC roc = new ROC(0);
        roc.eval(
                Nd4j.createFromArray(targets).reshape(6, 1),
                Nd4j.createFromArray(probabilities).reshape(6, 1));
        assertThat(RocAuc.of(targets, probabilities)).isCloseTo(roc.calculateAUC(), within(1e-9));
    }

    @Test
    void averagesOverLabelsThatHaveBothClasses() {
        LabelSchema labels = Samples.schema(3);
        float[][] targets = {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}};
        float[][] probabilities = {{0.9f, 0.5f, 0.1f}, {0.1f, 0.4f, 0.2f}, {0.2f, 0.3f, 0.3f}};
        assertThat(macro.details(labels, targets, probabilities)).containsOnlyKeys("0", "1");
        assertThat(macro.details(labels, targets, probabilities))
                .containsEntry("0", 1.0)
                .containsEntry("1", 0.5);
        assertThat(macro.value(labels, targets, probabilities)).isEqualTo(0.75);
    }

    @Test
    void isNotANumberWhereThereIsNothingToRank() {
        LabelSchema labels = Samples.schema(1);
        float[][] negatives = {{0}, {0}};
        float[][] probabilities = {{0.1f}, {0.2f}};
        assertThat(macro.value(labels, negatives, probabilities)).isNaN();
        assertThat(micro.value(labels, negatives, probabilities)).isNaN();
        assertThat(macro.value(labels, new float[0][], new float[0][])).isNaN();
        assertThat(macro.details(labels, negatives, probabilities)).isEmpty();
    }

    @Test
    void isNotANumberForPredictionsThatAreNone() {
        LabelSchema labels = Samples.schema(2);
        float[][] targets = {{0, 0}, {1, 1}};
        float[][] probabilities = {{0.1f, Float.NaN}, {0.2f, 0.5f}};
        assertThat(macro.value(labels, targets, probabilities)).isNaN();
        assertThat(micro.value(labels, targets, probabilities)).isNaN();
    }

    @Test
    void ranksAllCellsTogetherForTheMicroArea() {
        LabelSchema labels = Samples.schema(2);
        float[][] targets = {{1, 0}, {0, 1}};
        float[][] probabilities = {{0.9f, 0.1f}, {0.8f, 0.2f}};
        assertThat(macro.value(labels, targets, probabilities)).isEqualTo(1);
        assertThat(micro.value(labels, targets, probabilities)).isEqualTo(0.75);
    }

    @Test
    void isAHalfForConstantsUnlessLabelsAreRankedTogether() {
        LabelSchema labels = Samples.schema(2);
        float[][] targets = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};
        float[] rates = {0.75f, 0.25f};
        float[][] constants = {rates, rates, rates, rates};
        assertThat(macro.value(labels, targets, constants)).isEqualTo(0.5);
        // Of 16 pairs of cells: 3 positives of the frequent label win 3 each and tie 1, that of the rare one ties 3.
        assertThat(micro.value(labels, targets, constants)).isEqualTo((3 * (3 + 0.5) + 3 * 0.5) / 16);
    }

    private static double byPairs(float[] targets, float[] probabilities) {
        double won = 0;
        int pairs = 0;
        for (int positive = 0; positive < targets.length; positive++) {
            for (int negative = 0; negative < targets.length; negative++) {
                if (targets[positive] == 1 && targets[negative] == 0) {
                    pairs++;
                    int order = Float.compare(probabilities[positive], probabilities[negative]);
                    won += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }
}
