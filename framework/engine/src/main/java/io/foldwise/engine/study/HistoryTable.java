package io.foldwise.engine.study;

import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A training's history as a table with a row per epoch; the last row says why training stopped. */
final class HistoryTable {

    private HistoryTable() {}

    static List<String> lines(List<EpochReport> history, String stopReason) {
        List<String> lines = new ArrayList<>();
        String metrics = history.isEmpty()
                ? ""
                : history.get(0).validation().keySet().stream()
                        .map(name -> ",validation-" + name)
                        .collect(Collectors.joining());
        lines.add("stage,epoch,loss,learning-rate" + metrics + ",best,seconds,stop-reason");
        for (int i = 0; i < history.size(); i++) {
            EpochReport epoch = history.get(i);
            String values = epoch.validation().values().stream()
                    .map(value -> "," + value)
                    .collect(Collectors.joining());
            lines.add("%d,%d,%s,%s%s,%s,%.3f,%s"
                    .formatted(
                            epoch.stage(),
                            epoch.epoch(),
                            epoch.loss(),
                            epoch.learningRate(),
                            values,
                            epoch.best() ? "yes" : "",
                            epoch.seconds(),
                            i == history.size() - 1 ? stopReason : ""));
        }
        return lines;
    }

    /** A metric after each epoch of a table that was written. */
    static List<Double> validation(Path file, String metric) {
        List<String> lines = WholeFile.read(file).lines().toList();
        int column = List.of(lines.get(0).split(",")).indexOf("validation-" + metric);
        return lines.stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",")[column]))
                .toList();
    }
}
