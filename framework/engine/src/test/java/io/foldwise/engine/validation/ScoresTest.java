package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.Scores.Row;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.RowMetric;
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
        Labels test = Labels.positives(2, 1);
        int[] rows = test.rows().toArray();

        Map<String, Scores.TestRow> scores =
                Scores.test(Labels.positives(8, 0), test, scoring(), test.predictions(rows, row -> 0.5));

        assertThat(baseRates(scores.get("log-loss").baselines()))
                .isCloseTo(-(Math.log(0.1) + Math.log(0.9)) / 2, EXACTLY);
        assertThat(baseRates(scores.get("auc").baselines())).isEqualTo(0.5);
    }

    @Test
    void readsScoresOfEarlierRuns() throws JsonProcessingException {
        Scores scores = Json.parse("""
                {"headline": "score", "metrics": {
                    "score": {"outOfFold": 0.9, "folds": [0.9], "mean": 0.9, "standardDeviation": null,
                        "baseRates": 0.7, "details": {}},
                    "own": {"outOfFold": 0.9, "folds": [0.9], "mean": 0.9, "standardDeviation": null,
                        "baseRates": null, "details": {}}},
                "test": {"score": {"value": 0.8, "baseRates": 0.6}}, "ensemble": [],
                "postProcessed": {"score": {"outOfFold": 0.91, "test": null}}, "samples": 10, "seconds": 1}
                """, Scores.class);

        assertThat(scores.metrics().get("score").baselines()).isEqualTo(Map.of("base rates", Score.of(0.7)));
        assertThat(scores.metrics().get("own").baselines()).isEmpty();
        assertThat(scores.metrics().get("score").shown()).isEmpty();
        assertThat(scores.test().get("score").baselines()).isEqualTo(Map.of("base rates", Score.of(0.6)));
        assertThat(scores.postProcessed().get("score").details()).isEmpty();
    }

    @Test
    void readsItsOwnScores() throws JsonProcessingException {
        Map<String, Score> baselines = Map.of("all empty", new Score(0.78, Map.of("positives", 0.0)));
        Row row =
                new Row(0.8, false, List.of(0.8), 0.8, 0.1, baselines, Map.of("positives", 0.4), List.of("positives"));
        Scores scores = new Scores("dice", Map.of("dice", row), Map.of(), List.of(), Map.of(), 10, 1, 0);

        assertThat(Json.parse(Json.line(scores), Scores.class)).isEqualTo(scores);
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

    @Test
    void theMeanIsOfFoldsOnWhichAMetricIsDefined() {
        Labels labels = Labels.positives(9, 4);
        List<Fold> folds = folds(labels, 3, row -> row < 2 || row == 6 ? 0 : row < 4 || row == 7 ? 1 : 2);

        Row auc = rows(labels, folds, row -> row == 0 ? 0 : labels.target(row)).get("auc");

        assertThat(auc.folds()).containsExactly(0.75, 1.0, Double.NaN);
        assertThat(auc.mean()).isEqualTo(0.875);
        assertThat(auc.standardDeviation()).isCloseTo(0.125 * Math.sqrt(2), EXACTLY);
        assertThat(baseRates(auc.baselines())).isEqualTo(0.5);
    }

    private interface Prediction {
        double of(int row);
    }

    private static double baseRates(String metric, Labels labels, List<Fold> folds) {
        return baseRates(rows(labels, folds, row -> 0.5).get(metric).baselines());
    }

    private static double baseRates(Map<String, Score> baselines) {
        return baselines.get("base rates").value();
    }

    private static Map<String, Row> rows(Labels labels, List<Fold> folds, Prediction prediction) {
        OutOfFold together = new OutOfFold(labels);
        List<Map<String, Double>> scores = folds.stream()
                .map(fold -> {
                    Predictions predictions = labels.predictions(fold.heldOut(), prediction);
                    together.add(fold, predictions);
                    return scoring().values(labels, fold.heldOut(), predictions);
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
        return Scoring.of(TinyVectors.schema(1), metrics);
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

        Predictions predictions(int[] rows, Prediction prediction) {
            return new Predictions(
                    Arrays.stream(rows).mapToObj(this::id).toList(),
                    (head, place) -> Tensor.row((float) prediction.of(rows[place])));
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
        public Task task() {
            return Task.of(TinyVectors.schema(1));
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
    private static final class Auc implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public boolean distortedByPooling() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double right = 0;
            int pairs = 0;
            for (int one = 0; one < targets.length; one++) {
                for (int other = 0; other < targets.length; other++) {
                    if (targets[one][0] > targets[other][0]) {
                        pairs++;
                        right += (1 + Math.signum(predictions[one][0] - predictions[other][0])) / 2;
                    }
                }
            }
            return right / pairs;
        }
    }

    private static final class LogLoss implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                double right = targets[row][0] == 1 ? predictions[row][0] : 1 - (double) predictions[row][0];
                sum -= Math.log(Math.max(1e-15, right));
            }
            return sum / targets.length;
        }
    }
}
