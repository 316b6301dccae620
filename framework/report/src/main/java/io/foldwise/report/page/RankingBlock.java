package io.foldwise.report.page;

import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.statistics.Binary;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** ROC and precision-recall curves: the mean of folds, and the band between the lowest and the highest. */
final class RankingBlock implements Block {

    private static final int POINTS = 50;
    private static final int MOST = 20;
    private static final int MOST_FOLDS = 10;
    private static final double[] GRID = IntStream.rangeClosed(0, POINTS)
            .mapToDouble(point -> (double) point / POINTS)
            .toArray();
    private static final List<Double> UNIT = List.of(0.0, 1.0);

    @Override
    public String id() {
        return "ranking";
    }

    @Override
    public String title() {
        return "ROC and precision-recall";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.tables().values().stream().filter(Columns::ofProbabilities).forEach(table -> {
            Columns columns = new Columns(table);
            List<Integer> shown = IntStream.of(columns.shown(MOST))
                    .filter(column -> columns.binary(column).both())
                    .boxed()
                    .toList();
            if (!shown.isEmpty()) {
                parts.add(new Grid(charts(facts, table, columns, shown)));
            }
        });
        return parts;
    }

    private static List<Part> charts(RunFacts facts, HeadTable table, Columns columns, List<Integer> shown) {
        String of = facts.of(table.head());
        List<Variant> roc = new ArrayList<>();
        List<Variant> precision = new ArrayList<>();
        List<String> areas = new ArrayList<>();
        for (int column : shown) {
            List<Binary> folds = columns.folds().stream()
                    .map(fold -> columns.binary(column, fold))
                    .filter(Binary::both)
                    .toList();
            Binary pooled = columns.binary(column);
            roc.add(variant(
                    columns.name(column),
                    "false positive rate",
                    "true positive rate",
                    folds,
                    pooled,
                    binary -> binary.roc(GRID),
                    Optional.of(GRID)));
            double rate = (double) pooled.positives() / pooled.samples();
            double[] chance = new double[GRID.length];
            Arrays.fill(chance, rate);
            precision.add(variant(
                    columns.name(column),
                    "recall",
                    "precision",
                    folds,
                    pooled,
                    binary -> binary.precision(GRID),
                    Optional.of(chance)));
            areas.add(columns.name(column) + " " + Words.number(pooled.auc()));
        }
        String first = shown.size() == 1
                ? "AUC " + areas.get(0)
                : shown.size() + " labels to choose from; pooled AUC: " + String.join(", ", areas);
        return List.of(
                new Chart("roc-" + table.head().name(), "ROC" + of, first + ".", ChartData.lines(roc)),
                new Chart(
                        "precision-" + table.head().name(),
                        "Precision and recall" + of,
                        "Dashed: what chance gives.",
                        ChartData.lines(precision)));
    }

    private static Variant variant(
            String name,
            String xLabel,
            String yLabel,
            List<Binary> folds,
            Binary pooled,
            Function<Binary, double[]> curve,
            Optional<double[]> chance) {
        List<double[]> curves = folds.stream().map(curve).toList();
        List<Line> lines = new ArrayList<>();
        if (curves.size() > 1) {
            lines.add(new Line(
                    "highest fold", "high", at(curves, point -> point.max().orElse(0))));
            lines.add(new Line(
                    "lowest fold", "low", at(curves, point -> point.min().orElse(0))));
            if (curves.size() > MOST_FOLDS) {
                curves = List.of();
            }
            lines.add(new Line(
                    "mean of folds",
                    "mean",
                    at(
                            folds.stream().map(curve).toList(),
                            point -> point.average().orElse(0))));
        }
        lines.add(new Line("pooled", "fold", ChartData.rounded(curve.apply(pooled))));
        chance.ifPresent(line -> lines.add(new Line("chance", "reference", ChartData.rounded(line))));
        return new Variant(
                name,
                xLabel,
                yLabel,
                ChartData.rounded(GRID),
                lines,
                Optional.of(UNIT),
                Optional.of(List.of(0.0, 1.02)),
                false);
    }

    private static List<Double> at(List<double[]> curves, Function<java.util.stream.DoubleStream, Double> of) {
        return IntStream.range(0, GRID.length)
                .mapToObj(point -> ChartData.rounded(of.apply(curves.stream().mapToDouble(curve -> curve[point]))))
                .toList();
    }
}
