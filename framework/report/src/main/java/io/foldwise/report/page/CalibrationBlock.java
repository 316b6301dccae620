package io.foldwise.report.page;

import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.statistics.Binary;
import io.foldwise.report.statistics.Calibration;
import io.foldwise.report.statistics.Calibration.Bin;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Whether probabilities are what they say, and how scores of positives and of others lie. */
final class CalibrationBlock implements Block {

    private static final int BINS = 10;
    private static final int BARS = 20;
    private static final int MOST = 20;

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String title() {
        return "Calibration and scores";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.tables().values().stream()
                .filter(Columns::ofProbabilities)
                .forEach(table -> parts.add(new Grid(List.of(reliability(facts, table), distribution(facts, table)))));
        return parts;
    }

    private static Chart reliability(RunFacts facts, HeadTable table) {
        Columns columns = new Columns(table);
        List<Variant> variants = new ArrayList<>();
        double[] all = flat(columns, true);
        double[] truths = flat(columns, false);
        List<Bin> together = Calibration.bins(all, truths, BINS);
        if (columns.count() > 1) {
            variants.add(reliability("all together", together));
        }
        for (int column : columns.shown(MOST)) {
            variants.add(reliability(
                    columns.name(column), Calibration.bins(columns.predictions(column), columns.truth(column), BINS)));
        }
        return new Chart(
                "reliability-" + table.head().name(),
                "Reliability" + facts.of(table.head()),
                "Expected calibration error of all columns together, in ten bins of equal width: "
                        + Words.number(Calibration.error(together)) + ".",
                ChartData.lines(variants));
    }

    private static double[] flat(Columns columns, boolean predictions) {
        return IntStream.range(0, columns.count())
                .mapToObj(column -> predictions ? columns.predictions(column) : columns.truth(column))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static Variant reliability(String name, List<Bin> bins) {
        double[] x = DoubleStream.concat(DoubleStream.of(0, 1), bins.stream().mapToDouble(Bin::predicted))
                .distinct()
                .sorted()
                .toArray();
        List<Double> observed = new ArrayList<>();
        for (double each : x) {
            observed.add(bins.stream()
                    .filter(bin -> bin.predicted() == each)
                    .findFirst()
                    .map(bin -> ChartData.rounded(bin.observed()))
                    .orElse(null));
        }
        String error = "ECE " + Words.number(Calibration.error(bins));
        return new Variant(
                name + ": " + error,
                "mean probability",
                "share of positives",
                ChartData.rounded(x),
                List.of(new Line("observed", "fold", observed), new Line("perfect", "reference", ChartData.rounded(x))),
                Optional.of(List.of(0.0, 1.0)),
                Optional.of(List.of(0.0, 1.02)),
                false);
    }

    private static Chart distribution(RunFacts facts, HeadTable table) {
        Columns columns = new Columns(table);
        List<Variant> variants = new ArrayList<>();
        if (columns.count() > 1) {
            variants.add(distribution("all together", flat(columns, true), flat(columns, false)));
        }
        for (int column : columns.shown(MOST)) {
            variants.add(distribution(columns.name(column), columns.predictions(column), columns.truth(column)));
        }
        return new Chart(
                "scores-" + table.head().name(),
                "Distribution of scores" + facts.of(table.head()),
                "Share of positives and of negatives in each twentieth of the probabilities.",
                ChartData.lines(variants));
    }

    private static Variant distribution(String name, double[] scores, double[] truth) {
        double[] positive = new double[BARS + 1];
        double[] negative = new double[BARS + 1];
        double positives = 0;
        double negatives = 0;
        for (int sample = 0; sample < scores.length; sample++) {
            int bar = (int) Math.max(0, Math.min(BARS - 1, Math.floor(scores[sample] * BARS)));
            if (Binary.positive(truth[sample])) {
                positive[bar]++;
                positives++;
            } else {
                negative[bar]++;
                negatives++;
            }
        }
        for (int bar = 0; bar < BARS; bar++) {
            positive[bar] /= Math.max(1, positives);
            negative[bar] /= Math.max(1, negatives);
        }
        positive[BARS] = positive[BARS - 1];
        negative[BARS] = negative[BARS - 1];
        double[] x = IntStream.rangeClosed(0, BARS)
                .mapToDouble(bar -> (double) bar / BARS)
                .toArray();
        return new Variant(
                name,
                "probability",
                "share of samples",
                ChartData.rounded(x),
                List.of(
                        new Line("negatives", "steps", ChartData.rounded(negative)),
                        new Line("positives", "steps", ChartData.rounded(positive))),
                Optional.of(List.of(0.0, 1.0)),
                Optional.empty(),
                false);
    }
}
