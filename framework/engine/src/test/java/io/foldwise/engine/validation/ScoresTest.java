package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.Scores.Row;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What constant predictions score, and what folds score together. */
final class ScoresTest {

    private static final Offset<Double> EXACTLY = within(1e-6);

    @Test
    void constantsRankNothingWhereEveryFoldIsOfOneClass() {
        Labels fiveOfTen = Labels.positives(10, 5);

        assertThat(baseRates("auc", fiveOfTen, folds(fiveOfTen, 10, row -> row)))
                .isEqualTo(0.5);
    }

    @Test
    void constantsRankNothingWherePositivesAreFew() {
        Labels threeOfHundred = Labels.positives(100, 3);

        assertThat(baseRates("auc", threeOfHundred, folds(threeOfHundred, 5, row -> row % 5)))
                .isEqualTo(0.5);
    }

    @Test
    void constantsRankNothingWhereRatesDifferByFold() {
        Labels labels = Labels.positives(40, 17);

        assertThat(baseRates("auc", labels, folds(labels, 2, row -> row % 17 < 9 ? 0 : 1)))
                .isEqualTo(0.5);
    }

    @Test
    void constantsAreNeverCertain() {
        Labels labels = Labels.positives(100, 10); // all in fold 0

        // Fold 0 is predicted by (0 + 1) / (50 + 2), fold 1 by (10 + 1) / (50 + 2).
        double expected = -(10 * Math.log(1 / 52.0) + 40 * Math.log(51 / 52.0) + 50 * Math.log(41 / 52.0)) / 100;
        assertThat(baseRates("log-loss", labels, folds(labels, 2, row -> row / 50)))
                .isCloseTo(expected, EXACTLY)
                .isLessThan(0.6);
    }

    @Test
    void constantsForATestFileAreNeverCertain() {
        Map<String, Scores.TestRow> scores =
                Scores.test(Labels.positives(8, 0), Labels.positives(2, 1), scoring(), new float[][] {{0.5f}, {0.5f}});

        assertThat(scores.get("log-loss").baseRates()).isCloseTo(-(Math.log(0.1) + Math.log(0.9)) / 2, EXACTLY);
        assertThat(scores.get("auc").baseRates()).isEqualTo(0.5);
    }

    @Test
    void foldsOfDifferentLevelSpoilWhatTheyScoreTogether() {
        Labels labels = Labels.positives(8, 4); // every second row of a fold is positive
        List<Fold> folds = folds(labels, 2, row -> row % 2);

        Map<String, Row> rows = rows(labels, folds, row -> row % 2 == 0 ? labels.target(row) * 0.1 : 0.9);

        Row auc = rows.get("auc");
        assertThat(auc.folds()).containsExactly(1.0, 0.5);
        assertThat(auc.mean()).isEqualTo(0.75);
        assertThat(auc.outOfFold()).isEqualTo((2 * 2 + 2 * 2 * 0.5 + 2 * 2) / 16.0);
        assertThat(auc.distortedByPooling()).isTrue();
        assertThat(rows.get("log-loss").distortedByPooling()).isFalse();
    }

    private interface Prediction {
        double of(int row);
    }

    private static double baseRates(String metric, Labels labels, List<Fold> folds) {
        return rows(labels, folds, row -> 0.5).get(metric).baseRates();
    }

    private static Map<String, Row> rows(Labels labels, List<Fold> folds, Prediction prediction) {
        OutOfFold together = new OutOfFold(labels);
        List<Map<String, Double>> scores = folds.stream()
                .map(fold -> {
                    float[][] probabilities = Arrays.stream(fold.heldOut())
                            .mapToObj(row -> new float[] {(float) prediction.of(row)})
                            .toArray(float[][]::new);
                    together.add(fold, probabilities);
                    return scoring().values(labels.labels(), Scoring.targets(labels, fold.heldOut()), probabilities);
                })
                .toList();
        return Scores.rows(labels, new SplitPlan(folds), scoring(), together, scores);
    }

    private static List<Fold> folds(Labels labels, int count, IntUnaryOperator foldOfRow) {
        return IntStream.range(0, count)
                .mapToObj(fold -> {
                    int[] heldOut = labels.rows()
                            .filter(row -> foldOfRow.applyAsInt(row) == fold)
                            .toArray();
                    int[] train = labels.rows()
                            .filter(row -> foldOfRow.applyAsInt(row) != fold)
                            .toArray();
                    return new Fold(train, heldOut, heldOut);
                })
                .toList();
    }

    private static Scoring scoring() {
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("auc", new Auc());
        metrics.put("log-loss", new LogLoss());
        return new Scoring(metrics);
    }

    /** Samples that have nothing but one label. */
    private record Labels(float... column) implements Dataset {

        /** The first rows are positive. */
        static Labels positives(int size, int positives) {
            float[] column = new float[size];
            Arrays.fill(column, 0, positives, 1);
            return new Labels(column);
        }

        IntStream rows() {
            return IntStream.range(0, column.length);
        }

        float target(int row) {
            return column[row];
        }

        @Override
        public int size() {
            return column.length;
        }

        @Override
        public String id(int row) {
            return "sample-" + row;
        }

        @Override
        public InputShape input() {
            return new InputShape.Vector(1);
        }

        @Override
        public LabelSchema labels() {
            return TinyVectors.schema(1);
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            return new float[] {column[row]};
        }

        @Override
        public Features features(int[] rows) {
            throw new UnsupportedOperationException("nothing is trained here");
        }
    }

    /** The share of pairs of a positive and a negative that are in order. */
    private static final class Auc implements Metric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public boolean distortedByPooling() {
            return true;
        }

        @Override
        public double value(LabelSchema labels, float[][] targets, float[][] probabilities) {
            double right = 0;
            int pairs = 0;
            for (int one = 0; one < targets.length; one++) {
                for (int other = 0; other < targets.length; other++) {
                    if (targets[one][0] > targets[other][0]) {
                        pairs++;
                        right += (1 + Math.signum(probabilities[one][0] - probabilities[other][0])) / 2;
                    }
                }
            }
            return right / pairs;
        }
    }

    private static final class LogLoss implements Metric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(LabelSchema labels, float[][] targets, float[][] probabilities) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                double right = targets[row][0] == 1 ? probabilities[row][0] : 1 - (double) probabilities[row][0];
                sum -= Math.log(Math.max(1e-15, right));
            }
            return sum / targets.length;
        }
    }
}
