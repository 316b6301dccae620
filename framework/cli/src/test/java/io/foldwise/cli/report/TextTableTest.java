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
