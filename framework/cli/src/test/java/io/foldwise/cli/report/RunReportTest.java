package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunReportTest {

    @Test
    void saysWhichScoreOfARankingToRead() {
        Map<String, Scores.Row> metrics = new LinkedHashMap<>();
        metrics.put("mlogloss", row(0.2, false));
        metrics.put("macro-auc", row(0.579, true));

        assertThat(report(metrics).lines())
                .containsSubsequence(
                        "metric     out-of-fold, pooled  mean of folds         sd  base rates",
                        "mlogloss                0.2000         0.6510  +- 0.0100      0.5000",
                        "macro-auc               0.5790         0.6510  +- 0.0100      0.5000",
                        "read the mean of folds of macro-auc:",
                        "pooled, it ranks samples of different networks");
    }

    @Test
    void saysOnHowManyFoldsAMetricIsNotDefined() {
        Scores.Row some =
                new Scores.Row(0.38, true, List.of(0.6, Double.NaN, 0.7), 0.65, 0.07, baseRates(), Map.of(), List.of());
        assertThat(report(Map.of("macro-auc", some)).lines())
                .containsSubsequence(
                        "read the mean of folds of macro-auc:",
                        "macro-auc is not defined on 1 of 3 folds:",
                        "they hold out too few samples of a kind; the mean is of the others");

        Scores.Row none = new Scores.Row(
                0.38, true, List.of(Double.NaN, Double.NaN), Double.NaN, Double.NaN, baseRates(), Map.of(), List.of());
        assertThat(report(Map.of("macro-auc", none)).lines())
                .containsSubsequence(
                        "macro-auc is not defined on 2 of 2 folds:", "they hold out too few samples of a kind")
                .noneMatch(line -> line.contains("read the mean of folds"));
    }

    @Test
    void saysNothingWherePoolingIsSound() {
        assertThat(report(Map.of("mlogloss", row(0.2, false))).lines())
                .noneMatch(line -> line.contains("read the mean of folds"));
    }

    @Test
    void judgesARankingByTheMeanOfFolds() {
        assertThat(verdict(
                        new Scores.Row(0.48, true, List.of(0.64, 0.66), 0.65, 0.01, baseRates(), Map.of(), List.of())))
                .isEmpty();
        assertThat(verdict(new Scores.Row(0.55, true, List.of(0.4, 0.5), 0.45, 0.05, baseRates(), Map.of(), List.of())))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("worse than a constant guess: macro-auc 0.4500 in the mean of folds, base rates"));
    }

    private static Optional<String> verdict(Scores.Row row) {
        LabelSchema labels = LabelSchema.of("labels", List.of("ill"));
        Scores scores = new Scores("macro-auc", Map.of("macro-auc", row), Map.of(), List.of(), Map.of(), 100, 1, 0);
        return RunReport.verdict(scores, Scoring.of(labels, Map.of("macro-auc", new Ranking())));
    }

    private static final class Ranking implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            throw new UnsupportedOperationException("nothing is scored here");
        }
    }

    @Test
    void saysWhichScoresOfAnEnsembleArePooled() {
        Map<String, Scores.Row> metrics = new LinkedHashMap<>();
        metrics.put("mlogloss", row(0.2, false));
        metrics.put("macro-auc", row(0.579, true));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("mlogloss", 0.2);
        values.put("macro-auc", 0.579);
        Scores.EnsembleRow together = new Scores.EnsembleRow(List.of(0, 1), values, Map.of("macro-auc", 0.6));

        assertThat(report(metrics, List.of(together)).lines())
                .containsSubsequence(
                        "          mlogloss  macro-auc, pooled  test macro-auc",
                        "together    0.2000             0.5790          0.6000");
    }

    private static Scores.Row row(double pooled, boolean distorted) {
        return new Scores.Row(pooled, distorted, List.of(0.641, 0.661), 0.651, 0.01, baseRates(), Map.of(), List.of());
    }

    private static Map<String, Score> baseRates() {
        return Map.of("base rates", Score.of(0.5));
    }

    @Test
    void showsWhatAValueIsNotToBeReadWithout() {
        Map<String, Score> baselines = new LinkedHashMap<>();
        baselines.put("mean mask", new Score(0.7, Map.of("positives", 0.2, "negatives", 0.8)));
        baselines.put("all empty", new Score(0.78, Map.of("positives", 0.0, "negatives", 1.0)));
        Scores.Row dice = new Scores.Row(
                0.8,
                false,
                List.of(0.79, 0.81),
                0.8,
                0.01,
                baselines,
                Map.of("all", 0.8, "positives", 0.4, "negatives", 0.9),
                List.of("positives", "negatives"));
        Scores.TestRow test = new Scores.TestRow(0.75, Map.of("positives", 0.3, "negatives", 0.85), baselines);
        Scores.PostProcessed processed =
                new Scores.PostProcessed(0.82, Double.NaN, Map.of("positives", 0.41, "negatives", 0.95), Map.of());
        Scores scores = new Scores(
                "dice", Map.of("dice", dice), Map.of("dice", test), List.of(), Map.of("dice", processed), 100, 1, 0);

        assertThat(report(scores).lines())
                .containsSubsequence(
                        "             out-of-fold,  mean of               mean     all  post-processed,",
                        "metric             pooled    folds         sd    mask   empty           nested",
                        "dice               0.8000   0.8000  +- 0.0100  0.7000  0.7800           0.8200",
                        "  positives        0.4000        -          -  0.2000       0           0.4100",
                        "  negatives        0.9000        -          -  0.8000  1.0000           0.9500",
                        "test        dice 0.7500 (positives 0.3000, negatives 0.8500, mean mask 0.7000,",
                        "            all empty 0.7800)");
    }

    private static RunReport report(Map<String, Scores.Row> metrics) {
        return report(metrics, List.of());
    }

    private static RunReport report(Map<String, Scores.Row> metrics, List<Scores.EnsembleRow> together) {
        return report(new Scores("mlogloss", metrics, Map.of(), together, Map.of(), 100, 1, 0));
    }

    private static RunReport report(Scores scores) {
        EnsembleChoice ensemble = new EnsembleChoice(Average.PROBABILITIES, List.of(new Member(0, 0, 1, -0.2)));
        return new RunReport(
                "mine",
                Path.of("results/mine/run"),
                scores,
                List.of(),
                ensemble,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
