package io.foldwise.report.page;

import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.statistics.Interval;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every metric over folds and pooled, beside its baselines; on the test file, and after post-processing. */
final class ScoresBlock implements Block {

    /** How near the mean of samples must be to the metric for the metric to be such a mean. */
    private static final double EQUAL = 1e-6;

    @Override
    public String id() {
        return "scores";
    }

    @Override
    public String title() {
        return "Scores";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        return facts.scores()
                .filter(scores -> !scores.metrics().isEmpty())
                .map(scores -> parts(facts, scores))
                .orElse(List.of());
    }

    private static List<Part> parts(RunFacts facts, Scores scores) {
        List<Part> parts = new ArrayList<>();
        parts.add(outOfFold(facts, scores));
        parts.add(new Text(
                "Folds: mean, standard deviation and 95 % interval of the folds' own scores; the interval is Student's, corrected for"
                        + " folds that share training samples (Nadeau and Bengio 2003). Pooled: all out-of-fold predictions scored at once;"
                        + " its interval, where the metric is a mean over samples, is that of the samples.",
                "small"));
        if (!scores.test().isEmpty()) {
            parts.add(test(facts, scores));
        }
        return parts;
    }

    private static Table outOfFold(RunFacts facts, Scores scores) {
        Set<String> baselines = new LinkedHashSet<>();
        scores.metrics()
                .values()
                .forEach(row -> baselines.addAll(row.baselines().keySet()));
        List<Column> columns = new ArrayList<>(Column.of(
                "metric",
                "#mean of folds",
                "#deviation",
                "#95 % over folds",
                "#pooled out-of-fold",
                "#95 % over samples"));
        baselines.forEach(name -> columns.add(Column.numbers(name)));
        boolean processed = !scores.postProcessed().isEmpty();
        if (processed) {
            columns.add(Column.numbers("post-processed, nested"));
        }
        List<Row> rows = new ArrayList<>();
        scores.metrics().forEach((name, row) -> {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(name + mark(facts, name)));
            cells.add(Cell.of(Words.number(row.mean())));
            cells.add(Cell.of(number(row.standardDeviation())));
            cells.add(Cell.of(shown(facts.ofFolds(row.folds()))));
            cells.add(
                    row.distortedByPooling()
                            ? new Cell(Words.number(row.outOfFold()) + " *", "", -1, "")
                            : Cell.of(Words.number(row.outOfFold())));
            cells.add(Cell.of(shown(ofSamples(facts, name, row))));
            baselines.forEach(each ->
                    cells.add(Cell.of(Optional.ofNullable(row.baselines().get(each))
                            .map(Score::value)
                            .map(Words::number)
                            .orElse(""))));
            if (processed) {
                cells.add(Cell.of(Optional.ofNullable(scores.postProcessed().get(name))
                        .map(Scores.PostProcessed::outOfFold)
                        .map(ScoresBlock::number)
                        .orElse("")));
            }
            rows.add(new Row(cells, name.equals(scores.primaryMetric()) ? "total" : ""));
            row.shown()
                    .forEach(detail ->
                            rows.add(detail(row, scores.postProcessed().get(name), detail, baselines, processed)));
        });
        boolean distorted = scores.metrics().values().stream().anyMatch(Scores.Row::distortedByPooling);
        return new Table(
                "Out-of-fold scores of " + scores.samples() + " samples",
                columns,
                rows,
                distorted
                        ? "* also measures how far the folds' networks differ in level: read the mean of folds."
                        : "");
    }

    private static Row detail(
            Scores.Row row, Scores.PostProcessed processed, String detail, Set<String> baselines, boolean column) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(detail),
                Cell.of(""),
                Cell.of(""),
                Cell.of(""),
                Cell.of(number(row.details().get(detail))),
                Cell.of("")));
        baselines.forEach(each ->
                cells.add(Cell.of(Optional.ofNullable(row.baselines().get(each))
                        .map(score -> number(score.details().get(detail)))
                        .orElse(""))));
        if (column) {
            cells.add(
                    Cell.of(processed == null ? "" : number(processed.details().get(detail))));
        }
        return new Row(cells, "aside detail");
    }

    private static String mark(RunFacts facts, String metric) {
        return facts.run()
                .higherIsBetter(metric)
                .map(higher -> higher ? " \u2191" : " \u2193")
                .orElse("");
    }

    private static Interval ofSamples(RunFacts facts, String metric, Scores.Row row) {
        double[] values = facts.samples()
                .map(SampleTable::metrics)
                .map(metrics -> metrics.get(metric))
                .orElse(new double[0]);
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Math.abs(mean - row.outOfFold()) < EQUAL ? Interval.ofSamples(values) : Interval.UNKNOWN;
    }

    private static String shown(Interval interval) {
        return interval.known() ? Words.number(interval.low()) + " to " + Words.number(interval.high()) : "";
    }

    private static String number(Double value) {
        return value == null || Double.isNaN(value) ? "" : Words.number(value);
    }

    private static Row testDetail(
            Scores.TestRow row, Scores.PostProcessed processed, String detail, Set<String> baselines, boolean column) {
        List<Cell> cells = new ArrayList<>(
                List.of(Cell.of(detail), Cell.of(number(row.details().get(detail)))));
        baselines.forEach(each ->
                cells.add(Cell.of(Optional.ofNullable(row.baselines().get(each))
                        .map(score -> number(score.details().get(detail)))
                        .orElse(""))));
        if (column) {
            cells.add(Cell.of(
                    processed == null ? "" : number(processed.testDetails().get(detail))));
        }
        return new Row(cells, "aside detail");
    }

    private static Table test(RunFacts facts, Scores scores) {
        Set<String> baselines = new LinkedHashSet<>();
        scores.test().values().forEach(row -> baselines.addAll(row.baselines().keySet()));
        List<Column> columns = new ArrayList<>(Column.of("metric", "#ensemble"));
        baselines.forEach(name -> columns.add(Column.numbers(name)));
        boolean processed = !scores.postProcessed().isEmpty();
        if (processed) {
            columns.add(Column.numbers("post-processed"));
        }
        List<Row> rows = new ArrayList<>();
        scores.test().forEach((name, row) -> {
            List<Cell> cells =
                    new ArrayList<>(List.of(Cell.of(name + mark(facts, name)), Cell.of(Words.number(row.value()))));
            baselines.forEach(each ->
                    cells.add(Cell.of(Optional.ofNullable(row.baselines().get(each))
                            .map(Score::value)
                            .map(Words::number)
                            .orElse(""))));
            if (processed) {
                cells.add(Cell.of(Optional.ofNullable(scores.postProcessed().get(name))
                        .map(Scores.PostProcessed::test)
                        .map(ScoresBlock::number)
                        .orElse("")));
            }
            rows.add(new Row(cells, name.equals(scores.primaryMetric()) ? "total" : ""));
            Optional.ofNullable(scores.metrics().get(name))
                    .map(Scores.Row::shown)
                    .orElse(List.of())
                    .forEach(detail ->
                            rows.add(testDetail(row, scores.postProcessed().get(name), detail, baselines, processed)));
        });
        return new Table("The ensemble on the labelled test file", columns, rows, "");
    }
}
