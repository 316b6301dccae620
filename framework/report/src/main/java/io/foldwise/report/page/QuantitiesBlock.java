package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord.Meaning;
import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** How near quantities were estimated. */
final class QuantitiesBlock implements Block {

    private static final int MOST_POINTS = 600;
    private static final int MOST = 20;

    @Override
    public String id() {
        return "quantities";
    }

    @Override
    public String title() {
        return "Quantities";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.tables().values().stream()
                .filter(table -> table.head().meaning() == Meaning.QUANTITIES && table.samples() > 1)
                .forEach(table -> {
                    parts.add(table(facts, table));
                    parts.add(new Grid(List.of(scatter(facts, table))));
                });
        return parts;
    }

    private static Table table(RunFacts facts, HeadTable table) {
        Columns columns = new Columns(table);
        List<Row> rows = new ArrayList<>();
        for (int column = 0; column < columns.count(); column++) {
            double[] truth = columns.truth(column);
            double[] said = columns.predictions(column);
            double[] errors = IntStream.range(0, truth.length)
                    .mapToDouble(i -> said[i] - truth[i])
                    .toArray();
            double squares = Arrays.stream(errors).map(error -> error * error).sum();
            double variance = StatUtils.variance(truth) * (truth.length - 1);
            rows.add(Row.of(
                    columns.name(column),
                    Words.number(StatUtils.mean(truth)),
                    Words.number(Math.sqrt(StatUtils.variance(truth))),
                    Words.number(Arrays.stream(errors).map(Math::abs).average().orElse(Double.NaN)),
                    Words.number(Math.sqrt(squares / errors.length)),
                    Words.number(StatUtils.mean(errors)),
                    variance > 0 ? Words.number(1 - squares / variance) : "",
                    correlation(truth, said)));
        }
        return Table.cut(
                "Out of fold, pooled" + facts.of(table.head()),
                Column.of(
                        "quantity",
                        "#mean",
                        "#deviation",
                        "#mean absolute error",
                        "#root mean squared error",
                        "#bias",
                        "#R\u00b2",
                        "#correlation"),
                rows,
                Columns.MOST,
                "oof.csv and truth.csv");
    }

    private static String correlation(double[] truth, double[] said) {
        double value = new PearsonsCorrelation().correlation(truth, said);
        return Double.isNaN(value) ? "" : Words.number(value);
    }

    private static Chart scatter(RunFacts facts, HeadTable table) {
        Columns columns = new Columns(table);
        List<Variant> variants = new ArrayList<>();
        for (int column = 0; column < Math.min(MOST, columns.count()); column++) {
            variants.add(scatter(columns, column));
        }
        int stride = stride(table);
        return new Chart(
                "predicted-" + table.head().name(),
                "Predicted against true" + facts.of(table.head()),
                stride == 1 ? "A point a sample." : "A point for one of " + stride + " samples.",
                ChartData.lines(variants));
    }

    private static int stride(HeadTable table) {
        return (table.samples() + MOST_POINTS - 1) / MOST_POINTS;
    }

    private static Variant scatter(Columns columns, int column) {
        double[] truth = columns.truth(column);
        double[] said = columns.predictions(column);
        int stride = stride(columns.table());
        int[] order = IntStream.range(0, truth.length)
                .filter(sample -> sample % stride == 0)
                .boxed()
                .sorted(Comparator.comparingDouble(sample -> truth[sample]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] x = Arrays.stream(order).mapToDouble(sample -> truth[sample]).toArray();
        return new Variant(
                columns.name(column),
                "true",
                "predicted",
                ChartData.rounded(x),
                List.of(
                        new Line(
                                "samples",
                                "points",
                                ChartData.rounded(Arrays.stream(order)
                                        .mapToDouble(sample -> said[sample])
                                        .toArray())),
                        new Line("equal", "reference", ChartData.rounded(x))),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
