package io.foldwise.report.page;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Axis;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Tick;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.UnitReading;
import io.foldwise.report.statistics.Outliers;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What a sweep tried: its trials, which keys mattered, and how trials raced. */
final class SweepBlock implements Block {

    private static final int MOST_TRIALS = 50;
    private static final int MOST_CURVES = 120;
    private static final int MOST_TICKS = 6;
    private static final String POST_PROCESSED = " after post-processing";

    @Override
    public String id() {
        return "sweep";
    }

    @Override
    public String title() {
        return "Sweep";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        if (facts.run().sweep().isEmpty() || facts.run().trials().isEmpty()) {
            return List.of();
        }
        String metric = metric(facts);
        boolean higher = facts.run().higherIsBetter(metric).orElse(true);
        boolean postProcessed = Outcome.postProcessed(facts, metric);
        List<Outcome> outcomes = Outcome.all(facts, metric);
        String ranked = postProcessed ? metric + POST_PROCESSED : metric;
        List<Part> parts = new ArrayList<>();
        parts.add(trials(facts, metric, postProcessed, higher, outcomes));
        parts.add(parallel(metric, ranked, higher, outcomes));
        parts.add(new Grid(charts(metric, ranked, higher, outcomes)));
        importance(facts).ifPresent(parts::add);
        return parts;
    }

    private static String metric(RunFacts facts) {
        return facts.run()
                .selection()
                .map(selection -> selection.metric())
                .or(() -> facts.run().task().map(task -> task.metrics().get(0).name()))
                .orElse("");
    }

    private static Set<String> keys(List<Outcome> outcomes) {
        Set<String> keys = new LinkedHashSet<>();
        outcomes.forEach(outcome -> keys.addAll(outcome.trial().values().keySet()));
        return keys;
    }

    /** Keys whose value is not the same in all trials first. */
    private static List<String> varying(List<Outcome> outcomes) {
        return keys(outcomes).stream()
                .sorted(Comparator.comparing(
                        (String key) -> distinct(outcomes, key).size() < 2))
                .toList();
    }

    private static Set<String> distinct(List<Outcome> outcomes, String key) {
        Set<String> values = new TreeSet<>();
        outcomes.forEach(
                outcome -> values.add(String.valueOf(outcome.trial().values().get(key))));
        return values;
    }

    private static Table trials(
            RunFacts facts, String metric, boolean postProcessed, boolean higher, List<Outcome> outcomes) {
        List<String> keys = varying(outcomes);
        List<Column> columns = new ArrayList<>(Column.of("trial", "#" + metric));
        if (postProcessed) {
            columns.addAll(Column.of("#" + POST_PROCESSED.trim()));
        }
        columns.addAll(Column.of("state", "#folds"));
        keys.forEach(key -> columns.add(new Column(key, false)));
        Map<String, Map<Object, String>> names = new HashMap<>();
        keys.forEach(key -> names.put(key, ValueNames.of(key, outcomes)));
        Comparator<Outcome> byScore =
                Comparator.comparingDouble(outcome -> higher ? -outcome.score() : outcome.score());
        List<Row> rows = outcomes.stream()
                .sorted(Comparator.comparing((Outcome outcome) -> !outcome.finished())
                        .thenComparing(byScore))
                .map(outcome -> row(facts, outcome, postProcessed, keys, names))
                .toList();
        return Table.cut(
                "Trials, the best first",
                columns,
                rows,
                MOST_TRIALS,
                PlainFile.exists(facts.run().folder().trials()) ? "trials.csv" : "");
    }

    private static Row row(
            RunFacts facts,
            Outcome outcome,
            boolean postProcessed,
            List<String> keys,
            Map<String, Map<Object, String>> names) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(outcome.trial().number())));
        cells.add(Cell.of(Double.isNaN(outcome.mean()) ? "" : Words.number(outcome.mean())));
        if (postProcessed) {
            cells.add(Cell.of(outcome.finished() ? Words.number(outcome.score()) : ""));
        }
        cells.add(Cell.marked(outcome.state(), outcome.state().equals("failed") ? "bad" : ""));
        cells.add(Cell.of(Integer.toString(outcome.trial().units().size())));
        keys.forEach(key -> cells.add(
                Cell.of(names.get(key).getOrDefault(outcome.trial().values().get(key), ""))));
        boolean best = facts.run()
                .selection()
                .map(selection -> selection.trial() == outcome.trial().number())
                .orElse(false);
        return new Row(cells, best ? "total" : outcome.finished() ? "" : "aside");
    }

    private static Chart parallel(String metric, String ranked, boolean higher, List<Outcome> outcomes) {
        List<Axis> axes = new ArrayList<>();
        varying(outcomes).stream()
                .filter(key -> distinct(outcomes, key).size() > 1)
                .limit(10)
                .forEach(key -> axes.add(axis(key, outcomes)));
        axes.add(merit(metric, higher, outcomes));
        return new Chart(
                "parallel",
                "Parallel coordinates: a line a trial, the stronger the better",
                "Keys that vary, and " + ranked
                        + " at the right, its best end at the top; trials that were given up are faint.",
                new ChartData("parallel", List.of(), axes));
    }

    private static Axis axis(String key, List<Outcome> outcomes) {
        List<Object> values = outcomes.stream()
                .map(outcome -> outcome.trial().values().get(key))
                .toList();
        boolean numbers = values.stream().allMatch(value -> value == null || value instanceof Number);
        return numbers ? NumericAxis.of(key, values) : categories(key, values, ValueNames.of(key, outcomes));
    }

    private static Axis categories(String key, List<Object> values, Map<Object, String> called) {
        List<String> names = called.values().stream().distinct().sorted().toList();
        double last = Math.max(1, names.size() - 1);
        List<Tick> ticks = IntStream.range(0, names.size())
                .filter(place -> names.size() <= MOST_TICKS || place == 0 || place == names.size() - 1)
                .mapToObj(place -> new Tick(names.get(place), place / last))
                .toList();
        List<Double> places = new ArrayList<>();
        values.forEach(
                value -> places.add(value == null ? null : ChartData.rounded(names.indexOf(called.get(value)) / last)));
        return new Axis(key, ticks, places);
    }

    /** By rank of the score: a few trials that went astray would else press all others together. */
    private static Axis merit(String metric, boolean higher, List<Outcome> outcomes) {
        double[] sorted = outcomes.stream()
                .filter(Outcome::finished)
                .mapToDouble(Outcome::score)
                .sorted()
                .toArray();
        double last = Math.max(1, sorted.length - 1);
        List<Double> places = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (!outcome.finished()) {
                places.add(null);
                continue;
            }
            double rank = IntStream.range(0, sorted.length)
                            .filter(place -> sorted[place] == outcome.score())
                            .average()
                            .orElse(0)
                    / last;
            places.add(ChartData.rounded(higher ? rank : 1 - rank));
        }
        List<Tick> ticks = sorted.length == 0
                ? List.of()
                : List.of(
                        new Tick(Words.number(higher ? sorted[0] : sorted[sorted.length - 1]), 0),
                        new Tick(Words.number(Outliers.median(sorted)), 0.5),
                        new Tick(Words.number(higher ? sorted[sorted.length - 1] : sorted[0]), 1));
        return new Axis(metric + ", by rank", ticks, places);
    }

    private static List<Part> charts(String metric, String ranked, boolean higher, List<Outcome> outcomes) {
        List<Part> charts = new ArrayList<>();
        charts.add(bestSoFar(ranked, higher, outcomes));
        race(metric, outcomes).ifPresent(charts::add);
        return charts;
    }

    private static Chart bestSoFar(String metric, boolean higher, List<Outcome> outcomes) {
        List<Double> x = new ArrayList<>();
        List<Double> each = new ArrayList<>();
        List<Double> best = new ArrayList<>();
        double record = Double.NaN;
        int when = -1;
        for (Outcome outcome : outcomes) {
            x.add((double) outcome.trial().number());
            each.add(outcome.finished() ? ChartData.rounded(outcome.score()) : null);
            if (outcome.finished()
                    && (Double.isNaN(record) || (higher ? outcome.score() > record : outcome.score() < record))) {
                record = outcome.score();
                when = outcome.trial().number();
            }
            best.add(ChartData.rounded(record));
        }
        Variant variant = new Variant(
                "best so far",
                "trial",
                metric,
                x,
                List.of(new Line("finished trials", "points", each), new Line("best so far", "mean", best)),
                Optional.empty(),
                Optional.empty(),
                false);
        return new Chart(
                "best-so-far",
                "The best trial so far",
                when < 0
                        ? "No trial has finished."
                        : "The best was found by trial " + when + ", " + Words.number(record) + ".",
                ChartData.lines(List.of(variant)));
    }

    /** Learning curves of the trials by fold, those that were given up apart from the others. */
    private static Optional<Part> race(String metric, List<Outcome> outcomes) {
        Map<Integer, List<Line>> byFold = new LinkedHashMap<>();
        int[] longest = {0};
        for (Outcome outcome : outcomes) {
            for (UnitReading unit : outcome.trial().units()) {
                List<Double> curve = unit.history().validation().getOrDefault(metric, List.of());
                List<Line> lines = byFold.computeIfAbsent(unit.fold(), fold -> new ArrayList<>());
                if (!curve.isEmpty() && lines.size() < MOST_CURVES) {
                    longest[0] = Math.max(longest[0], curve.size());
                    lines.add(new Line(
                            "trial " + outcome.trial().number(),
                            unit.record().givenUp() ? "faint" : "good",
                            ChartData.rounded(curve)));
                }
            }
        }
        int epochs = longest[0];
        if (epochs == 0) {
            return Optional.empty();
        }
        List<Variant> variants = new ArrayList<>();
        byFold.forEach((fold, lines) -> variants.add(new Variant(
                "fold " + fold,
                "epoch",
                metric,
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> (double) epoch)
                        .toList(),
                lines.stream()
                        .map(line -> new Line(line.name(), line.role(), padded(line.y(), epochs)))
                        .toList(),
                Optional.of(List.of(1.0, (double) Math.max(2, epochs))),
                Optional.empty(),
                false)));
        return Optional.of(new Chart(
                "races",
                "Learning curves of trials",
                "Dashed and grey: trials that were given up"
                        + (outcomes.size() > MOST_CURVES
                                ? "; the first " + MOST_CURVES + " trials of each fold."
                                : "."),
                ChartData.lines(variants)));
    }

    private static List<Double> padded(List<Double> values, int epochs) {
        List<Double> padded = new ArrayList<>(values);
        while (padded.size() < epochs) {
            padded.add(null);
        }
        return padded;
    }

    private static Optional<Part> importance(RunFacts facts) {
        if (!PlainFile.exists(facts.run().folder().importance())) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        List<String> header = new ArrayList<>();
        Csv.forEach(facts.run().folder().importance(), header::addAll, cells -> {
            String share = cells.get(header.indexOf("share"));
            boolean known = !share.isEmpty();
            rows.add(Row.of(
                    cells.get(header.indexOf("key")),
                    known ? Cell.filled(number(share), Double.parseDouble(share)) : "too few trials",
                    known
                            ? number(cells.get(header.indexOf("low"))) + " to "
                                    + number(cells.get(header.indexOf("high")))
                            : "",
                    known ? number(cells.get(header.indexOf("chance"))) : ""));
        });
        return Optional.of(Table.cut(
                "Which keys mattered: the share of differences between trials that each explains",
                Column.of("key", "#explains", "#90 % interval", "#by chance"),
                rows,
                Columns.MOST,
                "importance.csv"));
    }

    private static String number(String cell) {
        return cell.isEmpty() ? "" : Words.number(Double.parseDouble(cell));
    }
}
