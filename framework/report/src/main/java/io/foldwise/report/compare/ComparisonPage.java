package io.foldwise.report.compare;

import io.foldwise.report.compare.Comparison.Compared;
import io.foldwise.report.compare.Comparison.Contrast;
import io.foldwise.report.compare.Comparison.Count;
import io.foldwise.report.compare.Comparison.Curve;
import io.foldwise.report.compare.Comparison.Pair;
import io.foldwise.report.compare.Comparison.ScoredSample;
import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Page;
import io.foldwise.report.html.Page.Section;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A comparison as a page that needs nothing but itself. */
public record ComparisonPage(Comparison comparison) {

    private static final int MOST_ROWS = 200;

    /** As HTML. */
    public String html() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("runs", "Runs", List.of(runs())));
        sections.add(new Section("differs", "What differs", List.of(differences())));
        sections.add(new Section("scores", "Scores", List.of(scores(), pairs())));
        if (comparison.runs().stream().anyMatch(run -> !run.curve().loss().isEmpty())) {
            sections.add(new Section("curves", "Learning curves", List.of(curves())));
        }
        if (!comparison.worst().isEmpty()) {
            sections.add(new Section("samples", "Samples", samples()));
        }
        if (!comparison.remarks().isEmpty()) {
            List<Part> remarks = new ArrayList<>();
            comparison.remarks().forEach(remark -> remarks.add(new Text(remark, "note")));
            sections.add(new Section("remarks", "To be known", remarks));
        }
        String subtitle = Words.count(comparison.runs().size(), "run") + " by " + comparison.metric();
        return new Page("Comparison", "Comparison", subtitle, false, sections).html();
    }

    private static String name(int run) {
        return Integer.toString(run + 1);
    }

    private Table runs() {
        List<Row> rows = numbered(run -> List.of(comparison.runs().get(run).label()));
        return Table.cut(
                "The first is the one that others are compared with", Column.of("run", "folder"), rows, MOST_ROWS, "");
    }

    private List<Row> numbered(Function<Integer, List<?>> cells) {
        return IntStream.range(0, comparison.runs().size())
                .mapToObj(run -> row(name(run), cells.apply(run)))
                .toList();
    }

    private static Row row(Object first, List<?> cells) {
        return Row.of(Stream.concat(Stream.of(first), cells.stream()).toArray());
    }

    private Part differences() {
        if (comparison.differences().isEmpty()) {
            return new Text("The runs do not differ in anything that is known of them.", "");
        }
        List<Column> columns = new ArrayList<>(Column.of("run"));
        comparison.differences().forEach(difference -> columns.add(new Column(difference.key(), false)));
        List<Row> rows = numbered(run -> comparison.differences().stream()
                .map(difference -> difference.values().get(run))
                .toList());
        return Table.cut("Keys of the experiment; in parentheses, circumstances", columns, rows, MOST_ROWS, "");
    }

    private Table scores() {
        List<String> metrics = List.copyOf(comparison.pairs().keySet());
        List<Column> columns = new ArrayList<>(Column.of("run"));
        metrics.forEach(metric ->
                columns.add(Column.numbers(metric + (higher(metric) ? ", higher is better" : ", lower is better"))));
        List<Row> rows = numbered(run -> metrics.stream()
                .map(metric -> Optional.ofNullable(
                                comparison.runs().get(run).metrics().get(metric))
                        .map(ComparisonPage::spread)
                        .orElse("-"))
                .toList());
        return Table.cut("Mean of folds and standard deviation", columns, rows, MOST_ROWS, "");
    }

    private boolean higher(String metric) {
        return comparison.higherIsBetter().get(metric);
    }

    private static String spread(Comparison.Row row) {
        return Words.number(row.mean())
                + (Double.isNaN(row.standardDeviation()) ? "" : " ± " + Words.number(row.standardDeviation()));
    }

    private Table pairs() {
        List<Row> rows = new ArrayList<>();
        comparison
                .pairs()
                .forEach((metric, pairs) -> pairs.forEach(pair -> rows.add(Row.of(
                        metric + " of run " + name(pair.run()),
                        signed(pair.difference()),
                        signed(pair.low()),
                        signed(pair.high()),
                        count(pair.folds()),
                        count(pair.samples()),
                        verdict(metric, pair)))));
        List<Column> columns = Column.of(
                "less run 1",
                "#difference",
                "#95 % from",
                "#to",
                "#folds better, equal, worse",
                "#samples better, equal, worse",
                "verdict");
        String caption = comparison.samples() == 0
                ? "Differences to run 1; no samples are compared one by one"
                : "Differences to run 1 on the " + comparison.samples() + " samples that every run has held out";
        return Table.cut(caption, columns, rows, MOST_ROWS, "");
    }

    private static String signed(double value) {
        return Double.isNaN(value) ? "-" : (value > 0 ? "+" : "") + Words.number(value);
    }

    private static String count(Optional<Count> count) {
        return count.map(of -> of.wins() + ", " + of.ties() + ", " + of.losses())
                .orElse("-");
    }

    private Cell verdict(String metric, Pair pair) {
        if (Double.isNaN(pair.low())) {
            return Cell.of(pair.basis() == Comparison.Basis.NONE ? "not paired" : "no interval");
        }
        String basis = pair.basis() == Comparison.Basis.FOLDS ? ", by few folds" : "";
        if (!pair.clear()) {
            return Cell.of("not told apart" + basis);
        }
        return pair.difference() > 0 == higher(metric)
                ? Cell.marked("better" + basis, "good")
                : Cell.marked("worse" + basis, "bad");
    }

    private Chart curves() {
        int epochs = comparison.runs().stream()
                .mapToInt(run -> run.curve().loss().size())
                .max()
                .orElse(0);
        List<Double> x =
                IntStream.rangeClosed(1, epochs).mapToObj(Double::valueOf).toList();
        ChartData data = ChartData.lines(List.of(
                variant(comparison.metric() + " on validation", x, Curve::metric),
                variant("training loss", x, Curve::loss)));
        return new Chart(
                "curves",
                "Means of folds by epoch",
                "A line for each of " + comparison.runs().size() + " runs.",
                data);
    }

    private Variant variant(String name, List<Double> x, Function<Curve, List<Double>> values) {
        List<Line> lines = new ArrayList<>();
        for (int run = 0; run < comparison.runs().size(); run++) {
            List<Double> y = new ArrayList<>(
                    ChartData.rounded(values.apply(comparison.runs().get(run).curve())));
            while (y.size() < x.size()) {
                y.add(null);
            }
            lines.add(new Line("run " + name(run), "fold", y));
        }
        return new Variant(name, "epoch", name, x, lines, Optional.empty(), Optional.empty(), false);
    }

    private List<Part> samples() {
        List<Part> parts = new ArrayList<>();
        parts.add(table("Worst in all runs, by " + comparison.scoredBy(), comparison.worst()));
        for (Contrast contrast : comparison.contrasts()) {
            parts.add(table("Better in run " + name(contrast.run()) + " than in run 1", contrast.better()));
            parts.add(table("Better in run 1 than in run " + name(contrast.run()), contrast.worse()));
        }
        return parts;
    }

    private Table table(String caption, List<ScoredSample> samples) {
        List<Column> columns = new ArrayList<>(Column.of("sample"));
        List<Compared> runs = comparison.runs();
        IntStream.range(0, runs.size()).forEach(run -> columns.add(Column.numbers("run " + name(run))));
        List<Row> rows = samples.stream()
                .map(sample -> row(
                        sample.id(), sample.scores().stream().map(Words::number).toList()))
                .toList();
        return new Table(caption, columns, rows, "");
    }
}
