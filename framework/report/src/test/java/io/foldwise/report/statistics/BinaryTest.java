package io.foldwise.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BinaryTest {

    private static final double[] SCORES = {0.9, 0.8, 0.8, 0.4, 0.1};
    private static final double[] TRUTH = {1, 0, 1, 1, 0};

    @Test
    void ranksAsPairsDo() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            double[] scores = random.doubles(50)
                    .map(number -> Math.rint(10 * number) / 10)
                    .toArray();
            double[] truth =
                    random.doubles(50).map(number -> number < 0.3 ? 1 : 0).toArray();
            assertThat(Binary.of(scores, truth).auc()).isCloseTo(byPairs(scores, truth), within(1e-12));
        }
    }

    private static double byPairs(double[] scores, double[] truth) {
        double won = 0;
        double pairs = 0;
        for (int positive = 0; positive < scores.length; positive++) {
            for (int negative = 0; negative < scores.length; negative++) {
                if (truth[positive] == 1 && truth[negative] == 0) {
                    pairs++;
                    won += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    @Test
    void followsTheRocCurve() {
        Binary binary = Binary.of(SCORES, TRUTH);

        assertThat(binary.roc(new double[] {0, 0.25, 0.5, 1}))
                .containsExactly(new double[] {1.0 / 3, 0.5, 1, 1}, within(1e-12));
    }

    @Test
    void givesThePrecisionAtARecall() {
        Binary binary = Binary.of(SCORES, TRUTH);

        assertThat(binary.precision(new double[] {0.3, 0.6, 1}))
                .containsExactly(new double[] {1, 0.75, 0.75}, within(1e-12));
        assertThat(binary.f1(0.5)).isCloseTo(2 * 2 / 6.0, within(1e-12));
        assertThat(binary.bestThreshold()).isEqualTo(0.4);
    }

    @Test
    void findsTheSlopeThatProbabilitiesWereStretchedBy() {
        SplittableRandom random = new SplittableRandom(5);
        int count = 20000;
        double[] stretched = new double[count];
        double[] truth = new double[count];
        for (int sample = 0; sample < count; sample++) {
            double logit = 4 * random.nextDouble() - 2;
            truth[sample] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            stretched[sample] = 1 / (1 + Math.exp(-2 * logit));
        }

        assertThat(Calibration.slope(stretched, truth)).isCloseTo(0.5, within(0.02));
    }

    /** Where a last step gains less than the sum is rounded by. */
    @Test
    void tellsTheSlopeWhateverIsRounded() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] probabilities = new double[600];
            double[] truth = new double[600];
            for (int sample = 0; sample < 600; sample++) {
                double logit = 4 * random.nextDouble() - 3;
                truth[sample] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
                probabilities[sample] = (float) (1 / (1 + Math.exp(-logit)));
            }
            assertThat(Calibration.slope(probabilities, truth))
                    .as("seed " + seed)
                    .isCloseTo(1, within(0.5));
        }
    }

    @Test
    void tellsHowFarProbabilitiesAreFromShares() {
        double[] probabilities = {0.15, 0.15, 0.95, 0.95};
        double[] truth = {0, 1, 1, 1};

        assertThat(Calibration.error(Calibration.bins(probabilities, truth, 10)))
                .isCloseTo(0.5 * 0.35 + 0.5 * 0.05, within(1e-12));
    }

    @Test
    void marksFoldsThatAreFarFromTheOthers() {
        assertThat(Outliers.of(List.of(0.90, 0.91, 0.90, 0.92, 0.5))).containsExactly(false, false, false, false, true);
        assertThat(Outliers.of(List.of(0.9, 0.9, 0.1))).doesNotContain(true);
        assertThat(Outliers.of(List.of(0.9, 0.9, 0.9, 0.9, 0.5)))
                .as("more than half are equal")
                .containsExactly(false, false, false, false, true);
        assertThat(Outliers.of(List.of(0.9, 0.9, 0.9, 0.9))).doesNotContain(true);
    }

    /** Logits of 8 where 1.75 were right: a whole Newton step leads far away. */
    @Test
    void tellsTheSlopeOfModelsThatAreFarTooSure() {
        double[] probabilities = new double[100];
        double[] truth = new double[100];
        for (int sample = 0; sample < 100; sample++) {
            probabilities[sample] = 1 / (1 + Math.exp(sample < 50 ? -8 : 8));
            truth[sample] = sample < 45 || sample >= 95 ? 1 : 0;
        }
        assertThat(Calibration.slope(probabilities, truth)).isCloseTo(Math.log(0.9 / 0.1) / 8, within(1e-6));
    }

    @Test
    void sharesOfAYesCountFromAHalfOn() {
        Binary binary = Binary.of(new double[] {0.9, 0.1, 0.2}, new double[] {0.5, 0.49, 1});
        assertThat(binary.positives()).isEqualTo(2);
    }

    @Test
    void widensTheIntervalForFoldsThatShareSamples() {
        List<Double> folds = List.of(0.8, 0.9, 0.85, 0.85, 0.85);
        Interval interval = Interval.ofFolds(folds, Double.NaN);
        double deviation = Math.sqrt(2 * 0.05 * 0.05 / 4);

        assertThat(interval.high() - 0.85).isCloseTo(2.776445 * deviation * Math.sqrt(0.2 + 0.25), within(1e-6));
        assertThat(Interval.ofFolds(folds, 0.25)).isEqualTo(interval);
        assertThat(Interval.ofFolds(folds, 0.5).high() - 0.85)
                .as(
                        "two samples held out for each one trained on: repeated folds, for instance, are no more than their share")
                .isCloseTo(2.776445 * deviation * Math.sqrt(0.2 + 0.5), within(1e-6));
        assertThat(Interval.ofFolds(List.of(0.8), 0.25).known()).isFalse();
    }
}
