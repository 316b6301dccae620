package io.foldwise.engine.run;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.training.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A training's history as a table with a row per epoch; the last row says why training stopped. */
final class HistoryTable {

    private static final String VALIDATION = "validation-";

    private HistoryTable() {}

    static List<String> lines(List<EpochReport> history, String stopReason) {
        List<String> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("stage", "epoch", "loss", "learning-rate"));
        if (!history.isEmpty()) {
            history.get(0).validation().keySet().forEach(name -> head.add(VALIDATION + name));
        }
        head.addAll(List.of("best", "seconds", "stop-reason"));
        lines.add(Csv.line(head));
        for (int i = 0; i < history.size(); i++) {
            lines.add(Csv.line(row(history.get(i), i == history.size() - 1 ? stopReason : "")));
        }
        return lines;
    }

    private static List<String> row(EpochReport epoch, String stopReason) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(epoch.stage()));
        row.add(Integer.toString(epoch.epoch()));
        row.add(String.valueOf(epoch.loss()));
        row.add(String.valueOf(epoch.learningRate()));
        epoch.validation().values().forEach(value -> row.add(String.valueOf(value)));
        row.add(epoch.best() ? "yes" : "");
        row.add(String.format(Locale.ROOT, "%.3f", epoch.seconds()));
        row.add(stopReason);
        return row;
    }

    /**
     * A metric after each epoch of a table that was written.
     *
     * @throws StoreException if the file is missing or damaged
     */
    static List<Double> validation(Path file, String metric) {
        List<String> head = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        Csv.forEach(file, head::addAll, row -> values.add(Double.valueOf(row.get(head.indexOf(VALIDATION + metric)))));
        return values;
    }
}
