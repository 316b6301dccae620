package io.foldwise.report.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConditionTest {

    private static final ListedRun RUN = run("chest", 0.91, List.of("baseline", "night"));

    private static ListedRun run(String name, double score, List<String> tags) {
        return new ListedRun(
                new RunSummary(
                        name,
                        Path.of("results", name, "20260301-120000"),
                        "2026-03-01T12:00:00Z",
                        RunState.FINISHED,
                        "score",
                        score,
                        0.01,
                        Map.of("score", score),
                        5,
                        0,
                        12.5,
                        1000,
                        tags,
                        "before the fix"),
                Map.of("model.type", "bilstm", "model.kernels", "[2,3]", "trainer.epochs", "9"));
    }

    @Test
    void comparesNumbersAsNumbersAndTextsAsTexts() {
        assertThat(List.of(
                        "score > 0.9 and model.type = bilstm",
                        "trainer.epochs < 10",
                        "primary >= 0.91 AND primary <= 0.91",
                        "model.type != text-cnn",
                        "started >= 2026-02-01",
                        "note ~ FIX",
                        "tag = night",
                        "model.kernels = \"[2,3]\"",
                        "model.type = cnn or folds = 5 and state = finished",
                        "not (model.type = cnn or folds = 4)"))
                .allMatch(text -> Condition.parse(text).holds(RUN));
        assertThat(List.of(
                        "score > 0.91",
                        "trainer.epochs < 9",
                        "model.type = BILSTM",
                        "(model.type = cnn or folds = 5) and state = running",
                        "nothing = 1",
                        "nothing != 1",
                        "not folds = 5"))
                .noneMatch(text -> Condition.parse(text).holds(RUN));
    }

    @Test
    void knowsTheKeysItAsksFor() {
        assertThat(Condition.parse("a.b < 1 and (c = d or not e ~ f)").keys()).containsExactly("a.b", "c", "e");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Condition.parse("score >")).hasMessageContaining("a value after 'score >'");
        assertThatThrownBy(() -> Condition.parse("score > = 1")).hasMessageContaining("a value after 'score >'");
        assertThatThrownBy(() -> Condition.parse("score 1")).hasMessageContaining("after 'score'");
        assertThatThrownBy(() -> Condition.parse("a = 1 b = 2")).hasMessageContaining("missing before 'b'");
        assertThatThrownBy(() -> Condition.parse("(a = 1")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> Condition.parse("a = 1)")).hasMessageContaining("missing before ')'");
        assertThatThrownBy(() -> Condition.parse("a = \"open")).hasMessageContaining("not understood");
        assertThatThrownBy(() -> Condition.parse("")).hasMessageContaining("a key");
        assertThatThrownBy(() -> Condition.parse("not ".repeat(600) + "a = 1")).hasMessageContaining("2000");
    }

    @Test
    void sortsNumbersAsNumbersAndRunsWithoutAValueFirst() {
        ListedRun ten = run("b", 10, List.of());
        ListedRun nine = run("c", 9, List.of());
        ListedRun none = run("a", Double.NaN, List.of());
        assertThat(Stream.of(ten, none, nine).sorted(RunOrder.parse("primary"))).containsExactly(none, nine, ten);
        assertThat(Stream.of(none, nine, ten).sorted(RunOrder.parse("-primary")))
                .containsExactly(ten, nine, none);
        assertThat(Stream.of(nine, ten, none).sorted(RunOrder.parse("name"))).containsExactly(none, ten, nine);
    }
}
