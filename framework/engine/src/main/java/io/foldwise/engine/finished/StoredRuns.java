package io.foldwise.engine.finished;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.finished.StoredRun.WeightedFold;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Head;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in their folders. */
public final class StoredRuns implements FinishedRuns {

    private static final String RESTORE = ": restore it from a copy, or begin a new run with `foldwise run`";

    @Override
    public FinishedRun open(Path run, Optional<String> head) {
        RunFolder folder = new RunFolder(run);
        if (!PlainFile.exists(folder.ensemble())) {
            throw new DataException(
                    run,
                    0,
                    "is no folder of a finished run (there is no ensemble.json): "
                            + folder.resume("completes one that was interrupted"));
        }
        folder.intruder().ifPresent(intruder -> {
            throw new DataException(run, 0, intruder);
        });
        try {
            EnsembleChoice ensemble =
                    SealedRecord.read(folder.ensemble(), EnsembleChoice.class, folder.resume("writes it anew"));
            List<WeightedFold> folds = folds(folder, ensemble);
            if (folds.isEmpty()) {
                throw new DataException(run, 0, "holds no fold of its ensemble: " + folder.resume("trains them again"));
            }
            String outOfFold = outOfFold(run, folds.get(0).unit(), head);
            return new StoredRun(folder, ensemble, head(folder, ensemble, head), folds, outOfFold);
        } catch (StoreException damaged) {
            throw new DataException(run, 0, damaged.getMessage());
        }
    }

    /** What averages the predictions of a head: probabilities are averaged cell by cell, whatever it is. */
    private static Head head(RunFolder folder, EnsembleChoice ensemble, Optional<String> name) {
        if (ensemble.average() == Average.PROBABILITIES || !PlainFile.exists(folder.task())) {
            return UnknownHead.UNKNOWN;
        }
        List<TaskRecord.Asked> heads = SealedRecord.read(
                        folder.task(), TaskRecord.class, folder.resume("writes it anew"))
                .heads();
        return heads.stream()
                .filter(asked ->
                        heads.size() == 1 || name.filter(asked.name()::equals).isPresent())
                .findFirst()
                .flatMap(TaskRecord.Asked::known)
                .orElse(UnknownHead.UNKNOWN);
    }

    /** How many folds the samples were divided into. */
    private static int folds(RunFolder folder) {
        Path split = folder.split();
        try {
            if (RunChecksums.read(folder)
                    .map(known -> known.agrees(folder, split))
                    .orElse(true)) {
                return SplitPlan.count(split);
            }
        } catch (StoreException unreadable) {
            throw new StoreException(unreadable.getMessage() + RESTORE);
        }
        throw new StoreException(split + " is damaged, or was changed by hand" + RESTORE);
    }

    /** All folds of the ensemble's trials. */
    private static List<WeightedFold> folds(RunFolder folder, EnsembleChoice ensemble) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        ensemble.members().forEach(member -> weights.merge(member.trial(), member.weight(), Double::sum));
        int count = folds(folder);
        List<WeightedFold> folds = new ArrayList<>();
        weights.forEach((trial, weight) -> {
            for (int fold = 0; fold < count; fold++) {
                UnitFolder unit = folder.unit(trial, fold);
                if (!unit.exists()) {
                    throw new StoreException(unit.path() + " is missing: " + folder.resume("trains the fold again"));
                }
                folds.add(new WeightedFold(unit, weight));
            }
        });
        return folds;
    }

    /** The name of a head's file of out-of-fold predictions. */
    private static String outOfFold(Path run, UnitFolder first, Optional<String> head) {
        List<String> all = first.unit().files().keySet().stream()
                .filter(name -> name.startsWith(PredictionStore.OUT_OF_FOLD))
                .toList();
        List<String> fitting = all.stream()
                .filter(name ->
                        head.isEmpty() || all.size() == 1 || name.matches("oof-\\Q" + head.get() + "\\E\\.[a-z]+"))
                .toList();
        if (fitting.size() != 1) {
            throw new DataException(
                    run,
                    0,
                    (head.isEmpty() ? "has several heads: name one" : "has no head '" + head.get() + "'") + "; it has "
                            + String.join(", ", all));
        }
        return fitting.get(0);
    }
}
