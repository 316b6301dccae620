package io.foldwise.report.reading;

import io.foldwise.engine.store.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every metric on each held-out sample alone, a run's {@code sample-scores.csv}.
 *
 * @param ids of the samples, in the order of {@code oof.csv}
 * @param folds the number of the fold that held each out, of several the first
 * @param metrics a number for each sample, NaN where a metric says nothing of a single one
 */
public record SampleTable(List<String> ids, int[] folds, Map<String, double[]> metrics) {

    static SampleTable read(Path file) {
        List<String> ids = new ArrayList<>();
        List<Integer> folds = new ArrayList<>();
        List<String> header = new ArrayList<>();
        List<List<Double>> columns = new ArrayList<>();
        Csv.forEach(
                file,
                cells -> {
                    header.addAll(cells);
                    cells.forEach(cell -> columns.add(new ArrayList<>()));
                },
                cells -> {
                    ids.add(cells.get(0));
                    folds.add(Integer.valueOf(cells.get(1).split(" ")[0]));
                    for (int column = 2; column < header.size(); column++) {
                        String cell = cells.get(column);
                        columns.get(column).add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
                    }
                });
        Map<String, double[]> metrics = new LinkedHashMap<>();
        for (int column = 2; column < header.size(); column++) {
            metrics.put(
                    header.get(column),
                    columns.get(column).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }
        return new SampleTable(ids, folds.stream().mapToInt(Integer::intValue).toArray(), metrics);
    }
}
