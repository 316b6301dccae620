package io.foldwise.cli.report;

import io.foldwise.engine.blend.Blend;
import io.foldwise.engine.blend.BlendRow;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How runs score alone and together.
 *
 * @param by how runs were weighed, as an option of the command; empty if equally
 * @param output the folder that was made
 */
public record BlendReport(Blend.Scored scored, Optional<String> by, Path output) {

    public List<String> lines() {
        Blend blend = scored.blend();
        List<Path> runs = blend.rows().stream()
                .filter(row -> row.runs().size() == 1)
                .map(row -> row.runs().get(0))
                .toList();
        List<String> lines = new ArrayList<>(List.of(blend.samples() + " samples that every run has held out", ""));
        IntStream.range(0, runs.size()).forEach(run -> lines.add("%-3d %s".formatted(run + 1, runs.get(run))));
        lines.add("");
        lines.addAll(outOfFold(blend.rows(), runs));
        if (!blend.rows().get(0).test().isEmpty()) {
            lines.add("");
            lines.add("on test samples, whose answers are known:");
            lines.addAll(test(blend.rows(), runs));
        }
        if (blend.rows().size() > 1) {
            lines.add("");
            lines.add("best        " + best(blend));
        }
        postProcessed().ifPresent(text -> lines.add("nested      " + text));
        blend.remarks()
                .forEach(remark -> lines.addAll(
                        TextTable.withoutHeads().row("note      ", remark).lines(TextTable.TERMINAL)));
        Path submission = new RunFolder(output).submission();
        lines.add("submission  " + (Files.exists(submission) ? submission + ", of all runs" : "none was asked for"));
        return lines;
    }

    private List<String> outOfFold(List<BlendRow> rows, List<Path> runs) {
        List<String> heads = new ArrayList<>(List.of("runs", "weights"));
        rows.get(0)
                .outOfFold()
                .keySet()
                .forEach(metric -> heads.add(metric + (distorted(metric) ? ", mean of folds" : "")));
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        for (BlendRow row : rows) {
            String weights = row.weights().stream().map("%.2f"::formatted).collect(Collectors.joining(" "));
            table.row(cells(List.of(members(row, runs), weights), row.outOfFold()));
        }
        return table.lines(TextTable.TERMINAL);
    }

    private static List<String> test(List<BlendRow> rows, List<Path> runs) {
        List<String> heads = new ArrayList<>(List.of("runs"));
        heads.addAll(rows.get(0).test().keySet());
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        rows.forEach(row -> table.row(cells(List.of(members(row, runs)), row.test())));
        return table.lines(TextTable.TERMINAL);
    }

    /** The numbers of a row's runs; those of all would not fit into a line. */
    private static String members(BlendRow row, List<Path> runs) {
        if (row.runs().size() > 2 && row.runs().size() == runs.size()) {
            return "all";
        }
        return row.runs().stream()
                .map(run -> Integer.toString(runs.indexOf(run) + 1))
                .collect(Collectors.joining(" + "));
    }

    private static List<String> cells(List<String> first, Map<String, Double> scores) {
        List<String> cells = new ArrayList<>(first);
        scores.values().forEach(value -> cells.add(Words.number(value)));
        return cells;
    }

    private boolean distorted(String metric) {
        return scored.scores().metrics().get(metric).distortedByPooling();
    }

    /** What to take, and the command that makes it where it is not what was made. */
    private String best(Blend blend) {
        BlendRow best = blend.best();
        String names = best.runs().stream()
                .map(run -> Escapes.argument(run.toString()))
                .collect(Collectors.joining(" "));
        boolean all = best.runs().size()
                == blend.rows().get(blend.rows().size() - 1).runs().size();
        if (all) {
            return "all together";
        }
        return best.runs().size() == 1
                ? best.runs().get(0) + " alone"
                        + (PlainFile.exists(new RunFolder(best.runs().get(0)).submission())
                                ? ", whose submission is in its folder"
                                : "")
                : "foldwise ensemble " + names
                        + by.map(how -> " --by " + Escapes.argument(how)).orElse("") + " --output DIR";
    }

    private Optional<String> postProcessed() {
        return Optional.of(scored.scores().postProcessed())
                .filter(metrics -> !metrics.isEmpty())
                .map(metrics -> "after post-processing: "
                        + metrics.entrySet().stream()
                                .map(metric -> metric.getKey() + " "
                                        + Words.number(metric.getValue().outOfFold()))
                                .collect(Collectors.joining(", ")));
    }
}
