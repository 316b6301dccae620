package io.foldwise.cli.report;

import io.foldwise.report.compare.Comparison;
import io.foldwise.report.compare.Comparison.Compared;
import io.foldwise.report.compare.Comparison.Contrast;
import io.foldwise.report.compare.Comparison.Count;
import io.foldwise.report.compare.Comparison.Pair;
import io.foldwise.report.compare.Comparison.Row;
import io.foldwise.report.compare.Comparison.ScoredSample;
import io.foldwise.report.reading.Difference;
import io.foldwise.report.words.Sparkline;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs beside each other, for people. */
public record ComparisonReport(Comparison comparison) {

    /** With more runs than this, a run has a row and not a column. */
    private static final int MOST_COLUMNS = 5;

    /** A mean with its deviation is wide. */
    private static final int MOST_SCORES = 2;

    private static final int LONGEST_VALUE = 40;
    private static final int SAMPLES = 5;

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int run = 0; run < runs().size(); run++) {
            lines.add("%-3d %s".formatted(run + 1, runs().get(run).label()));
        }
        section(lines, differences());
        section(lines, scores());
        section(lines, pairs());
        section(lines, curves());
        section(lines, samples());
        section(lines, comparison.remarks());
        return lines;
    }

    private List<Compared> runs() {
        return comparison.runs();
    }

    private static void section(List<String> lines, List<String> section) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.addAll(section);
        }
    }

    private static String name(int run) {
        return Integer.toString(run + 1);
    }

    private List<String> differences() {
        if (comparison.differences().isEmpty()) {
            return List.of("the runs do not differ in anything that is known of them");
        }
        boolean columns = runs().size() <= MOST_COLUMNS;
        List<String> heads = new ArrayList<>();
        heads.add(columns ? "differs" : "run");
        if (columns) {
            IntStream.range(0, runs().size()).forEach(run -> heads.add(name(run)));
        } else {
            comparison.differences().forEach(difference -> heads.add(difference.key()));
        }
        TextTable table = TextTable.ofWords(heads.toArray(String[]::new));
        if (columns) {
            for (Difference difference : comparison.differences()) {
                List<String> cells = new ArrayList<>(List.of(difference.key()));
                difference.values().forEach(value -> cells.add(cut(value)));
                table.row(cells);
            }
        } else {
            for (int run = 0; run < runs().size(); run++) {
                List<String> cells = new ArrayList<>(List.of(name(run)));
                for (Difference difference : comparison.differences()) {
                    cells.add(cut(difference.values().get(run)));
                }
                table.row(cells);
            }
        }
        return table.lines();
    }

    private static String cut(String value) {
        String shown = value.isEmpty() ? "-" : value;
        return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE - 3) + "...";
    }

    private List<String> scores() {
        List<String> metrics = List.copyOf(comparison.pairs().keySet());
        boolean columns = runs().size() <= MOST_SCORES;
        List<String> heads = new ArrayList<>(List.of("mean of folds +- sd"));
        if (columns) {
            IntStream.range(0, runs().size()).forEach(run -> heads.add(name(run)));
        } else {
            metrics.forEach(metric -> heads.add(directed(metric)));
        }
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        if (columns) {
            for (String metric : metrics) {
                List<String> cells = new ArrayList<>(List.of(directed(metric)));
                runs().forEach(run -> cells.add(score(run, metric)));
                table.row(cells);
            }
        } else {
            for (int run = 0; run < runs().size(); run++) {
                List<String> cells = new ArrayList<>(List.of(name(run)));
                for (String metric : metrics) {
                    cells.add(score(runs().get(run), metric));
                }
                table.row(cells);
            }
        }
        return table.lines(TextTable.TERMINAL);
    }

    private String directed(String metric) {
        return metric + (higher(metric) ? ", higher is better" : ", lower is better");
    }

    private static String score(Compared run, String metric) {
        return Optional.ofNullable(run.metrics().get(metric))
                .map(ComparisonReport::spread)
                .orElse("-");
    }

    private static String spread(Row row) {
        return Words.number(row.mean())
                + (Double.isNaN(row.standardDeviation()) ? "" : " +- " + Words.number(row.standardDeviation()));
    }

    private boolean higher(String metric) {
        return comparison.higherIsBetter().get(metric);
    }

    private List<String> pairs() {
        TextTable table = TextTable.ofNumbers("less run 1", "difference", "from", "to", "folds", "samples", "");
        comparison
                .pairs()
                .forEach((metric, pairs) -> pairs.forEach(pair -> table.row(
                        metric + " of " + name(pair.run()),
                        signed(pair.difference()),
                        signed(pair.low()),
                        signed(pair.high()),
                        count(pair.folds()),
                        count(pair.samples()),
                        verdict(metric, pair))));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("from, to: 95 %; folds, samples: how many are better, equal, worse");
        lines.add(
                comparison.samples() == 0
                        ? "no samples are compared one by one"
                        : comparison.samples() + " samples that every run has held out");
        return lines;
    }

    private static String signed(double value) {
        return Double.isNaN(value) ? "-" : (value > 0 ? "+" : "") + Words.number(value);
    }

    private static String count(Optional<Count> count) {
        return count.map(of -> of.wins() + ", " + of.ties() + ", " + of.losses())
                .orElse("-");
    }

    private String verdict(String metric, Pair pair) {
        String on = switch (pair.basis()) {
            case SAMPLES -> "";
            case FOLDS -> ", folds";
            case NONE -> "not paired";
        };
        if (Double.isNaN(pair.low())) {
            return on;
        }
        return (!pair.clear() ? "not told apart" : pair.difference() > 0 == higher(metric) ? "better" : "worse") + on;
    }

    private List<String> curves() {
        TextTable table = TextTable.ofWords("epochs", "training loss", comparison.metric() + " on validation");
        boolean any = false;
        for (int run = 0; run < runs().size(); run++) {
            Comparison.Curve curve = runs().get(run).curve();
            any |= !curve.loss().isEmpty();
            table.row(name(run) + ": " + curve.loss().size(), Sparkline.of(curve.loss()), Sparkline.of(curve.metric()));
        }
        return any ? table.lines() : List.of();
    }

    private List<String> samples() {
        if (comparison.worst().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(table("worst in all, by " + comparison.scoredBy(), comparison.worst()));
        for (Contrast contrast : comparison.contrasts()) {
            lines.addAll(contrast("better in " + name(contrast.run()) + " than in 1", contrast.better()));
            lines.addAll(contrast("better in 1 than in " + name(contrast.run()), contrast.worse()));
        }
        return lines;
    }

    private List<String> contrast(String title, List<ScoredSample> samples) {
        List<String> lines = new ArrayList<>();
        if (!samples.isEmpty()) {
            lines.add("");
            lines.addAll(table(title, samples));
        }
        return lines;
    }

    private List<String> table(String title, List<ScoredSample> samples) {
        List<String> heads = new ArrayList<>(List.of(title));
        int shown = Math.min(runs().size(), MOST_COLUMNS);
        IntStream.range(0, shown).forEach(run -> heads.add(name(run)));
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        for (ScoredSample sample : samples.subList(0, Math.min(SAMPLES, samples.size()))) {
            List<String> cells = new ArrayList<>(List.of(cut(sample.id())));
            sample.scores().stream().limit(shown).forEach(score -> cells.add(Words.number(score)));
            table.row(cells);
        }
        return table.lines();
    }
}
