package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    @Test
    void warnsOfModelsThatAreWorseThanAGuess() {
        assertThat(verdict("mlogloss", false, 0.7, 0.3).orElseThrow())
                .startsWith("worse than a constant guess: mlogloss 0.7000 out of fold, base rates 0.3000");
        assertThat(verdict("score", true, 0.2, 0.3).orElseThrow()).startsWith("worse");
    }

    @Test
    void warnsOfModelsThatAreNoBetter() {
        assertThat(verdict("macro-auc", true, 0.5, 0.5).orElseThrow()).startsWith("no better");
    }

    @Test
    void saysNothingOfTheOthers() {
        assertThat(verdict("mlogloss", false, 0.2, 0.3)).isEmpty();
        assertThat(verdict("score", true, 0.4, 0.3)).isEmpty();
        assertThat(verdict("macro-auc", true, Double.NaN, 0.5)).isEmpty();
    }

    @Test
    void comparesWithTheBestGuess() {
        Map<String, Score> baselines = Map.of("mean mask", Score.of(0.3), "all empty", Score.of(0.78));
        Scores.Row row = new Scores.Row(0.6, false, List.of(), Double.NaN, 0, baselines, Map.of(), List.of());
        assertThat(Verdict.of("dice", true, row).orElseThrow())
                .startsWith("worse than a constant guess: dice 0.6000 out of fold, all empty 0.7800");
    }

    private static Optional<String> verdict(String metric, boolean higherIsBetter, double model, double baseRates) {
        Scores.Row row = new Scores.Row(
                model, false, List.of(), Double.NaN, 0, Map.of("base rates", Score.of(baseRates)), Map.of(), List.of());
        return Verdict.of(metric, higherIsBetter, row);
    }
}
