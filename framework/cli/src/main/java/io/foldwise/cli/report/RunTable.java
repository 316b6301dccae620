package io.foldwise.cli.report;

import io.foldwise.report.runs.RunSummary;
import io.foldwise.report.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs as a table. */
public record RunTable(List<RunSummary> runs) {

    public List<String> lines() {
        TextTable table =
                TextTable.ofWords("run", "state", "metric", "mean of folds", "folds", "time", "size", "tags and note");
        runs.forEach(run -> table.row(
                run.folder().toString(),
                run.state().toString(),
                run.metric(),
                score(run),
                run.trials() == 0 ? Integer.toString(run.folds()) : run.trials() + " x " + run.folds(),
                Words.time(Duration.ofMillis(Math.round(run.seconds() * 1000))),
                Words.memory(run.bytes()),
                remarks(run)));
        return table.lines();
    }

    private static String score(RunSummary run) {
        if (Double.isNaN(run.score())) {
            return run.metric().isEmpty() ? "" : Words.number(run.score());
        }
        return Words.number(run.score())
                + (Double.isNaN(run.deviation()) ? "" : " +- " + Words.number(run.deviation()));
    }

    private static String remarks(RunSummary run) {
        return Stream.concat(run.tags().stream().map(tag -> "#" + tag), Stream.of(run.note()))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
