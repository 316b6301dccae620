package io.foldwise.report.page;

import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.UnitReading;
import io.foldwise.report.statistics.Outliers;
import io.foldwise.report.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each fold gave, and what it cost; folds far from the others are marked. */
final class FoldsBlock implements Block {

    @Override
    public String id() {
        return "folds";
    }

    @Override
    public String title() {
        return "Folds";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<UnitReading> units = facts.run().units();
        if (units.isEmpty()) {
            return List.of();
        }
        List<String> metrics = List.copyOf(units.get(0).record().scores().keySet());
        Map<String, boolean[]> outliers = new LinkedHashMap<>();
        metrics.forEach(metric -> outliers.put(
                metric,
                Outliers.of(units.stream().map(unit -> score(unit, metric)).toList())));
        List<Column> columns = new ArrayList<>(List.of(new Column("fold", false)));
        metrics.forEach(metric -> columns.add(Column.numbers(metric)));
        columns.addAll(Column.of("#epochs", "#best epoch", "#time", "#memory", "why it ended", "files"));
        List<Row> rows = new ArrayList<>();
        for (int place = 0; place < units.size(); place++) {
            rows.add(row(facts, units.get(place), metrics, outliers, place));
        }
        facts.run().missingFolds().forEach(fold -> rows.add(missing(fold, columns.size())));
        String trial =
                facts.run().sweep().isPresent() ? " of trial " + facts.run().reported() : "";
        return List.of(new Table(
                "Each fold" + trial + " on its held-out samples",
                columns,
                rows,
                "An outlier is 3.5 robust deviations or more from the median of folds; marked from four folds on."));
    }

    private static double score(UnitReading unit, String metric) {
        return unit.record().scores().getOrDefault(metric, Double.NaN);
    }

    private static Row row(
            RunFacts facts, UnitReading unit, List<String> metrics, Map<String, boolean[]> outliers, int place) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(Integer.toString(unit.fold()))));
        metrics.forEach(metric -> cells.add(
                Cell.marked(Words.number(score(unit, metric)), outliers.get(metric)[place] ? "outlier" : "")));
        cells.add(Cell.of(
                unit.record().epochs() == 0
                        ? ""
                        : Integer.toString(unit.record().epochs())));
        cells.add(Cell.of(
                unit.record().bestEpoch() == 0
                        ? ""
                        : Integer.toString(unit.record().bestEpoch())));
        cells.add(Cell.of(
                Words.time(Duration.ofMillis(Math.round(1000 * unit.record().seconds())))));
        cells.add(Cell.of(
                unit.record().peakMemory() == 0
                        ? ""
                        : Words.memory(unit.record().peakMemory())));
        cells.add(Cell.of(unit.record().stopReason()));
        String folder = facts.run()
                .folder()
                .path()
                .relativize(facts.run().folder().unit(unit.trial(), unit.fold()).path())
                .toString()
                .replace('\\', '/');
        cells.add(Cell.linked("history.csv", folder + "/history.csv"));
        return new Row(cells, "");
    }

    private static Row missing(int fold, int columns) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(Integer.toString(fold)), Cell.of("not trained")));
        while (cells.size() < columns) {
            cells.add(Cell.of(""));
        }
        return new Row(cells, "aside");
    }
}
