package io.foldwise.engine.finished;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.finished.StoredRun.WeightedFold;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in their folders. */
public final class StoredRuns implements FinishedRuns {

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
            String outOfFold = outOfFold(run, folds.get(0).unit(), head);
            return new StoredRun(folder, ensemble, folds, outOfFold);
        } catch (StoreException damaged) {
            throw new DataException(run, 0, damaged.getMessage());
        }
    }

    /** All folds of the ensemble's trials. */
    private static List<WeightedFold> folds(RunFolder folder, EnsembleChoice ensemble) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        ensemble.members().forEach(member -> weights.merge(member.trial(), member.weight(), Double::sum));
        int count = SplitPlan.count(folder.split());
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
