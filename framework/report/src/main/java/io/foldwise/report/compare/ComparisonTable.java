package io.foldwise.report.compare;

import io.foldwise.engine.store.Csv;
import io.foldwise.report.compare.Comparison.Compared;
import io.foldwise.report.compare.Comparison.Pair;
import io.foldwise.report.compare.Comparison.Row;
import io.foldwise.report.reading.Difference;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison as a table for other programs: a row for each run. */
public record ComparisonTable(Comparison comparison) {

    /** More columns do not fit on a page. */
    private static final int MOST_KEYS = 4;

    /** Comma-separated: what differs, then every metric and its difference to the first run. Numbers are written in full. */
    public List<String> csv() {
        Set<String> metrics = comparison.pairs().keySet();
        List<String> head = new ArrayList<>(List.of("run"));
        comparison.differences().forEach(difference -> head.add(difference.key()));
        metrics.forEach(metric -> head.addAll(List.of(
                metric,
                metric + "-deviation",
                metric + "-pooled",
                metric + "-difference",
                metric + "-low",
                metric + "-high")));
        List<String> lines = new ArrayList<>(List.of(Csv.line(head)));
        for (int run = 0; run < comparison.runs().size(); run++) {
            Compared compared = comparison.runs().get(run);
            List<String> cells = new ArrayList<>(List.of(compared.label()));
            for (Difference difference : comparison.differences()) {
                cells.add(difference.values().get(run));
            }
            for (String metric : metrics) {
                Optional<Row> row = Optional.ofNullable(compared.metrics().get(metric));
                Optional<Pair> pair = pair(metric, run);
                cells.add(cell(row.map(Row::mean)));
                cells.add(cell(row.map(Row::standardDeviation)));
                cells.add(cell(row.map(Row::pooled)));
                cells.add(cell(pair.map(Pair::difference)));
                cells.add(cell(pair.map(Pair::low)));
                cells.add(cell(pair.map(Pair::high)));
            }
            lines.add(Csv.line(cells));
        }
        return lines;
    }

    private static String cell(Optional<Double> value) {
        return value.filter(Double::isFinite).map(String::valueOf).orElse("");
    }

    private Optional<Pair> pair(String metric, int run) {
        return comparison.pairs().get(metric).stream()
                .filter(pair -> pair.run() == run)
                .findFirst();
    }

    /** A table for a paper, as package {@code booktabs} draws it. */
    public List<String> latex() {
        List<Difference> keys = comparison.differences().stream()
                .filter(difference -> !difference.key().startsWith("("))
                .limit(MOST_KEYS)
                .toList();
        Set<String> metrics = comparison.pairs().keySet();
        List<String> lines = new ArrayList<>();
        lines.add("% mean of folds +- standard deviation; difference to run 1 with its interval of 95 %");
        lines.add("\\begin{tabular}{l" + "l".repeat(keys.size()) + "r".repeat(metrics.size() + 1) + "}");
        lines.add("\\toprule");
        List<String> head = new ArrayList<>(List.of("Run"));
        keys.forEach(key -> head.add(escaped(key.key())));
        metrics.forEach(metric -> head.add(escaped(metric)));
        head.add("Difference in " + escaped(comparison.metric()));
        lines.add(row(head));
        lines.add("\\midrule");
        for (int run = 0; run < comparison.runs().size(); run++) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(run + 1)));
            for (Difference key : keys) {
                cells.add(escaped(key.values().get(run)));
            }
            for (String metric : metrics) {
                cells.add(
                        Optional.ofNullable(comparison.runs().get(run).metrics().get(metric))
                                .map(ComparisonTable::latex)
                                .orElse("--"));
            }
            cells.add(pair(comparison.metric(), run).map(ComparisonTable::latex).orElse("--"));
            lines.add(row(cells));
        }
        lines.add("\\bottomrule");
        lines.add("\\end{tabular}");
        return lines;
    }

    private static String row(List<String> cells) {
        return String.join(" & ", cells) + " \\\\";
    }

    private static String latex(Row row) {
        String mean = "$" + Words.number(row.mean());
        return Double.isNaN(row.standardDeviation())
                ? mean + "$"
                : mean + " \\pm " + Words.number(row.standardDeviation()) + "$";
    }

    private static String latex(Pair pair) {
        String difference = "$" + signed(pair.difference()) + "$";
        return Double.isNaN(pair.low())
                ? difference
                : difference + " ($" + signed(pair.low()) + "$ to $" + signed(pair.high()) + "$)";
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Words.number(value);
    }

    /** What LaTeX would take for a command; control characters have no place in a table. */
    static String escaped(String text) {
        return text.chars().mapToObj(ComparisonTable::escaped).collect(Collectors.joining());
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) letter;
            default -> letter < ' ' ? " " : String.valueOf((char) letter);
        };
    }
}
