package io.foldwise.engine.results;

import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each held-out sample says of a run, so that whoever reads its folder later needs no data: {@code truth.csv}, the targets of
 * heads whose predictions are a table, in the order of {@code oof.csv}; and {@code sample-scores.csv}, the folds that held the
 * sample out and every metric on this sample alone, empty where a metric says nothing of a single one.
 */
final class SampleScores {

    private SampleScores() {}

    static void write(OpenRun run, OutOfFold together) {
        Dataset data = run.data().train();
        int[] rows = together.rows();
        Predictions predictions = together.predictions();
        new PredictionStore(run.folder().path(), PredictionStore.TRUTH, data.task())
                .writeTables(new Predictions(predictions.ids(), (head, sample) -> data.target(rows[sample], head)));
        WholeFile.write(run.folder().sampleScores(), lines(run, data, rows, predictions));
    }

    private static List<String> lines(OpenRun run, Dataset data, int[] rows, Predictions predictions) {
        Scoring scoring = run.parts().scoring();
        List<Fold> folds = run.plan().folds();
        List<String> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("id", "fold"));
        header.addAll(scoring.metrics().keySet());
        lines.add(Csv.line(header));
        for (int sample = 0; sample < rows.length; sample++) {
            int place = sample;
            Predictions alone = new Predictions(
                    List.of(predictions.ids().get(sample)), (head, first) -> predictions.of(head, place));
            Map<String, Double> values = scoring.values(data, new int[] {rows[sample]}, alone);
            List<String> cells = new ArrayList<>(List.of(data.id(rows[sample]), heldOutBy(folds, rows[sample])));
            values.values().forEach(value -> cells.add(Double.isFinite(value) ? Double.toString(value) : ""));
            lines.add(Csv.line(cells));
        }
        return lines;
    }

    private static String heldOutBy(List<Fold> folds, int row) {
        return IntStream.range(0, folds.size())
                .filter(fold -> Arrays.binarySearch(folds.get(fold).heldOut(), row) >= 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }
}
