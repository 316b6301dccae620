package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.report.runs.RunState;
import io.foldwise.report.runs.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunTableTest {

    @Test
    void hasALineForEachRunWhereThatFits() {
        assertThat(new RunTable(List.of(run("r/a/1", "dice", ""))).lines())
                .containsExactly(
                        "run    state     metric  mean of folds     folds  time  size   tags and note",
                        "r/a/1  finished  dice    0.5335 +- 0.0061  3      1:23  2 MiB  #kept");
    }

    @Test
    void givesFoldersLinesOfTheirOwnWhereATerminalIsTooNarrow() {
        RunSummary first = run("results/quickstart-masks/20261129-131512", "cross-entropy", "as it was");
        RunSummary second = run("results/other\u001b[2J/20261129-131513", "dice", "");

        assertThat(new RunTable(List.of(first, second)).lines())
                .allMatch(line -> line.length() <= 80)
                .containsExactly(
                        "run",
                        "  state     metric         mean of folds     folds  time  size",
                        "results/quickstart-masks/20261129-131512",
                        "  finished  cross-entropy  0.5335 +- 0.0061  3      1:23  2 MiB",
                        "  #kept as it was",
                        "results/other\\u001b[2J/20261129-131513",
                        "  finished  dice           0.5335 +- 0.0061  3      1:23  2 MiB",
                        "  #kept");
    }

    private static RunSummary run(String folder, String metric, String note) {
        return new RunSummary(
                "name",
                Path.of(folder),
                "",
                RunState.FINISHED,
                metric,
                0.5335,
                0.0061,
                Map.of(),
                3,
                0,
                83,
                2 << 20,
                List.of("kept"),
                note);
    }
}
