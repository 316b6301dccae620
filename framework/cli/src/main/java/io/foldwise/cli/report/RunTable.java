package io.foldwise.cli.report;

import io.foldwise.report.runs.RunSummary;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs as a table: a line each, where lines fit a terminal; else each run's folder stands in a line of its own, in one piece to be copied,
 * and what there is to tell of it below.
 */
public record RunTable(List<RunSummary> runs) {

    public List<String> lines() {
        TextTable table =
                TextTable.ofWords("run", "state", "metric", "mean of folds", "folds", "time", "size", "tags and note");
        runs.forEach(run -> table.row(Stream.of(Stream.of(folder(run)), cells(run), Stream.of(remarks(run)))
                .flatMap(cells -> cells)
                .toList()));
        List<String> lines = table.lines();
        return lines.stream().allMatch(line -> line.length() <= TextTable.TERMINAL) ? lines : folded();
    }

    private List<String> folded() {
        TextTable table = TextTable.ofWords("", "state", "metric", "mean of folds", "folds", "time", "size");
        runs.forEach(run -> table.row(Stream.concat(Stream.of(""), cells(run)).toList()));
        List<String> cells = table.lines();
        List<String> lines = new ArrayList<>(List.of("run", cells.get(0)));
        for (int run = 0; run < runs.size(); run++) {
            lines.add(Escapes.line(folder(runs.get(run))));
            lines.add(cells.get(run + 1));
            String remarks = remarks(runs.get(run));
            if (!remarks.isEmpty()) {
                lines.add("  " + Escapes.line(remarks));
            }
        }
        return lines;
    }

    private static String folder(RunSummary run) {
        return run.folder().toString();
    }

    private static Stream<String> cells(RunSummary run) {
        return Stream.of(
                run.state().toString(),
                run.metric(),
                score(run),
                run.trials() == 0 ? Integer.toString(run.folds()) : run.trials() + " x " + run.folds(),
                Words.time(Duration.ofMillis(Math.round(run.seconds() * 1000))),
                Words.memory(run.bytes()));
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
