package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.ensemble.Ensembler.Average;
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
                        "read the mean of folds of macro-auc: pooled, it ranks samples of different networks");
    }

    @Test
    void saysNothingWherePoolingIsSound() {
        assertThat(report(Map.of("mlogloss", row(0.2, false))).lines())
                .noneMatch(line -> line.contains("read the mean of folds"));
    }

    private static Scores.Row row(double pooled, boolean distorted) {
        return new Scores.Row(pooled, distorted, List.of(0.641, 0.661), 0.651, 0.01, 0.5, Map.of());
    }

    private static RunReport report(Map<String, Scores.Row> metrics) {
        Scores scores = new Scores("mlogloss", metrics, Map.of(), List.of(), 100, 1, 0);
        EnsembleChoice ensemble = new EnsembleChoice(Average.PROBABILITIES, List.of(new Member(0, 0, 1, -0.2)));
        return new RunReport(
                "mine", Path.of("results/mine/run"), scores, List.of(), ensemble, Optional.empty(), Optional.empty());
    }
}
