package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VerdictTest {

    @Test
    void warnsOfModelsThatAreWorseThanAGuess() {
        assertThat(Verdict.of("mlogloss", false, 0.7, 0.3).orElseThrow())
                .startsWith("worse than a constant guess: mlogloss 0.7000 out of fold, base rates 0.3000");
        assertThat(Verdict.of("score", true, 0.2, 0.3).orElseThrow()).startsWith("worse");
    }

    @Test
    void warnsOfModelsThatAreNoBetter() {
        assertThat(Verdict.of("macro-auc", true, 0.5, 0.5).orElseThrow()).startsWith("no better");
    }

    @Test
    void saysNothingOfTheOthers() {
        assertThat(Verdict.of("mlogloss", false, 0.2, 0.3)).isEmpty();
        assertThat(Verdict.of("score", true, 0.4, 0.3)).isEmpty();
        assertThat(Verdict.of("macro-auc", true, Double.NaN, 0.5)).isEmpty();
    }
}
