package io.foldwise.report.reading;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a training went, its {@code history.csv}: a number for each epoch, over all stages.
 *
 * @param loss of training
 * @param validation every metric, NaN for epochs that were not measured
 * @param best the epoch whose metric was the best so far when it ended, from 1; the last such one; 0 without any
 */
public record History(
        List<Integer> stages,
        List<Double> loss,
        List<Double> learningRate,
        Map<String, List<Double>> validation,
        List<Double> seconds,
        int best) {

    public static final History NONE = new History(List.of(), List.of(), List.of(), Map.of(), List.of(), 0);

    private static final String VALIDATION = "validation-";

    /** @throws StoreException if the file is missing or damaged */
    public static History read(Path file) {
        List<String> header = new ArrayList<>();
        List<Integer> stages = new ArrayList<>();
        List<Double> loss = new ArrayList<>();
        List<Double> rate = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Map<String, List<Double>> validation = new LinkedHashMap<>();
        int[] best = {0};
        Csv.forEach(
                file,
                cells -> {
                    header.addAll(cells);
                    header.stream()
                            .filter(name -> name.startsWith(VALIDATION))
                            .forEach(name -> validation.put(name.substring(VALIDATION.length()), new ArrayList<>()));
                },
                cells -> {
                    stages.add(Integer.valueOf(cells.get(header.indexOf("stage"))));
                    loss.add(number(cells, header.indexOf("loss")));
                    rate.add(number(cells, header.indexOf("learning-rate")));
                    seconds.add(number(cells, header.indexOf("seconds")));
                    validation.forEach((name, values) -> values.add(number(cells, header.indexOf(VALIDATION + name))));
                    if (!cells.get(header.indexOf("best")).isEmpty()) {
                        best[0] = loss.size();
                    }
                });
        return new History(stages, loss, rate, validation, seconds, best[0]);
    }

    private static double number(List<String> cells, int column) {
        String cell = column < 0 ? "" : cells.get(column);
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    public int epochs() {
        return loss.size();
    }
}
