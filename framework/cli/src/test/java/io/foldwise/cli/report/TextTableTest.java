package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTableTest {

    @Test
    void alignsNumbersOnTheRight() {
        assertThat(TextTable.ofNumbers("metric", "value")
                        .row("mlogloss", "0.5")
                        .row("auc", "0.75")
                        .lines())
                .containsExactly("metric    value", "mlogloss    0.5", "auc        0.75");
    }

    @Test
    void breaksHeadsWhereATableOfNumbersIsTooWide() {
        TextTable table = TextTable.ofNumbers("metric", "out-of-fold, pooled", "mean of folds")
                .row("mlogloss", "0.5", "0.5123");
        assertThat(table.lines(44)).hasSize(2);
        assertThat(table.lines(43))
                .containsExactly(
                        "          out-of-fold,  mean of", //
                        "metric          pooled    folds",
                        "mlogloss           0.5   0.5123");
    }

    @Test
    void goesOnBelowWhereTheLastColumnIsTooWide() {
        TextTable table = TextTable.ofWords("name", "meaning")
                .row("a", "one two three four five")
                .row("b", "x".repeat(20));
        assertThat(table.lines(22))
                .containsExactly(
                        "name  meaning",
                        "a     one two three",
                        "      four five",
                        "b     " + "x".repeat(16),
                        "      xxxx");
    }

    @Test
    void alignsWordsOnTheLeftWithoutTrailingSpace() {
        assertThat(TextTable.ofWords("kind", "name")
                        .row("model", "a")
                        .row("loss", "bce")
                        .lines())
                .containsExactly("kind   name", "model  a", "loss   bce");
    }
}
