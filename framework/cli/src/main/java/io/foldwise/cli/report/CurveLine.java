package io.foldwise.cli.report;

import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.report.reading.History;
import io.foldwise.report.words.Sparkline;
import io.foldwise.report.words.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's learning curve in a line of text. */
final class CurveLine {

    private CurveLine() {}

    /** A metric's mean over the folds by epoch, as far as all folds were trained; empty where there are no two epochs. */
    static Optional<String> ofFolds(RunFolder folder, int trial, int folds, String metric) {
        List<List<Double>> curves = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            curves.add(curve(folder.unit(trial, fold).file(UnitFolder.HISTORY), metric));
        }
        int epochs = curves.stream().mapToInt(List::size).min().orElse(0);
        List<Double> means = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            int place = epoch;
            double mean = curves.stream()
                    .mapToDouble(curve -> curve.get(place))
                    .average()
                    .orElse(Double.NaN);
            if (Double.isFinite(mean)) {
                means.add(mean);
            }
        }
        return means.size() < 2
                ? Optional.empty()
                : Optional.of(metric + " " + Words.number(means.get(0)) + " " + Sparkline.of(means) + " "
                        + Words.number(means.get(means.size() - 1)) + ", mean of folds by epoch");
    }

    private static List<Double> curve(Path history, String metric) {
        try {
            return PlainFile.exists(history)
                    ? History.read(history).validation().getOrDefault(metric, List.of())
                    : List.of();
        } catch (StoreException damaged) {
            return List.of();
        }
    }
}
