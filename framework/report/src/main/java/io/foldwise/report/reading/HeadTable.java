package io.foldwise.report.reading;

import io.foldwise.engine.store.KeptPredictions;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.TaskRecord.Asked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a head that answers with a table predicted for each held-out sample, and what is true.
 *
 * @param folds the number of the fold that held each sample out; -1 where it is not known
 * @param truth {@code [samples][columns]}
 * @param predictions {@code [samples][columns]}
 */
public record HeadTable(Asked head, List<String> ids, int[] folds, float[][] truth, float[][] predictions) {

    static Optional<HeadTable> read(RunReading run, Asked head) {
        if (!head.table()) {
            return Optional.empty();
        }
        Path truths = file(run, PredictionStore.TRUTH, head);
        Path predicted = file(run, PredictionStore.OUT_OF_FOLD, head);
        if (!PlainFile.exists(truths) || !PlainFile.exists(predicted)) {
            return Optional.empty();
        }
        KeptPredictions truth = KeptPredictions.of(run.intact(truths));
        KeptPredictions predictions = KeptPredictions.of(run.intact(predicted));
        List<String> ids = new ArrayList<>(predictions.ids());
        if (!truth.columns().equals(head.columns()) || !predictions.columns().equals(head.columns())) {
            throw new StoreException(truths + " and " + predicted + " have other columns than task.json");
        }
        Map<String, Integer> folds = folds(run);
        return Optional.of(new HeadTable(
                head,
                ids,
                ids.stream().mapToInt(id -> folds.getOrDefault(id, -1)).toArray(),
                rows(truths, truth, ids),
                rows(predicted, predictions, ids)));
    }

    private static Path file(RunReading run, String name, Asked head) {
        boolean single = run.task().map(TaskRecord::heads).map(List::size).orElse(1) == 1;
        return run.folder().path().resolve(name + (single ? "" : "-" + head.name()) + ".csv");
    }

    private static Map<String, Integer> folds(RunReading run) {
        Map<String, Integer> folds = new HashMap<>();
        run.sampleScores().ifPresent(table -> {
            for (int sample = 0; sample < table.ids().size(); sample++) {
                folds.put(table.ids().get(sample), table.folds()[sample]);
            }
        });
        return folds;
    }

    private static float[][] rows(Path file, KeptPredictions kept, List<String> ids) {
        float[][] rows = new float[ids.size()][];
        for (int sample = 0; sample < rows.length; sample++) {
            String id = ids.get(sample);
            rows[sample] = kept.of(id)
                    .orElseThrow(() -> new StoreException(file + " has no sample '" + id + "'"))
                    .values();
        }
        return rows;
    }

    public int samples() {
        return ids.size();
    }
}
