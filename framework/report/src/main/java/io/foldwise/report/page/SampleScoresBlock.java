package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord.Measured;
import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.statistics.Outliers;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the metrics of single samples lie, of heads that answer with more than a row, such as masks. */
final class SampleScoresBlock implements Block {

    private static final int BARS = 20;
    private static final double MOST_UNKNOWN = 0.5;

    @Override
    public String id() {
        return "sample-scores";
    }

    @Override
    public String title() {
        return "Scores of samples";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        return facts.samples().map(samples -> parts(facts, samples)).orElse(List.of());
    }

    private static List<Part> parts(RunFacts facts, SampleTable samples) {
        List<Variant> variants = new ArrayList<>();
        List<String> medians = new ArrayList<>();
        facts.run()
                .task()
                .ifPresent(task -> task.heads().stream()
                        .filter(head -> !head.table())
                        .flatMap(head -> facts.metrics(head).stream())
                        .map(Measured::name)
                        .forEach(metric -> known(samples, metric).ifPresent(values -> {
                            variants.add(variant(metric, values));
                            medians.add(metric + " " + Words.number(Outliers.median(values)));
                        })));
        return variants.isEmpty()
                ? List.of()
                : List.of(new Grid(List.of(new Chart(
                        "sample-scores",
                        "Distribution over samples",
                        "Median: " + String.join(", ", medians)
                                + ". Each sample by itself; all are in sample-scores.csv.",
                        ChartData.lines(variants)))));
    }

    /** The values that are numbers, if most are. */
    private static Optional<double[]> known(SampleTable samples, String metric) {
        double[] all = samples.metrics().getOrDefault(metric, new double[0]);
        double[] known =
                Arrays.stream(all).filter(value -> !Double.isNaN(value)).toArray();
        return known.length > MOST_UNKNOWN * all.length ? Optional.of(known) : Optional.empty();
    }

    private static Variant variant(String metric, double[] values) {
        double lowest = Arrays.stream(values).min().orElseThrow();
        double highest = Arrays.stream(values).max().orElseThrow();
        boolean share = lowest >= 0 && highest <= 1;
        double low = share ? 0 : lowest;
        double high = share ? 1 : highest > lowest ? highest : lowest + 1;
        double[] bars = new double[BARS + 1];
        for (double value : values) {
            bars[(int) Math.min(BARS - 1, Math.floor((value - low) / (high - low) * BARS))]++;
        }
        bars[BARS] = bars[BARS - 1];
        double[] x = IntStream.rangeClosed(0, BARS)
                .mapToDouble(bar -> low + (high - low) * bar / BARS)
                .toArray();
        return new Variant(
                metric,
                metric,
                "samples",
                ChartData.rounded(x),
                List.of(new Line("samples", "steps", ChartData.rounded(bars))),
                Optional.of(List.of(low, high)),
                Optional.empty(),
                false);
    }
}
