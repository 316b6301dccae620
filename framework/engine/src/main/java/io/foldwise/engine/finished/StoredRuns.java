package io.foldwise.engine.finished;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            List<Integer> trials =
                    ensemble.members().stream().map(Member::trial).distinct().toList();
            List<UnitFolder> units = units(folder, trials);
            if (units.isEmpty()) {
                throw new DataException(run, 0, "holds no fold of its ensemble: " + folder.resume("trains them again"));
            }
            String outOfFold = outOfFold(run, units, head);
            return new StoredRun(folder, ensemble, units, outOfFold);
        } catch (StoreException damaged) {
            throw new DataException(run, 0, damaged.getMessage());
        }
    }

    /** All folds of the trials. */
    private static List<UnitFolder> units(RunFolder folder, List<Integer> trials) {
        List<UnitFolder> units = new ArrayList<>();
        for (int trial : trials) {
            for (int fold = 0; folder.unit(trial, fold).exists(); fold++) {
                units.add(folder.unit(trial, fold));
            }
        }
        return units;
    }

    /** The name of a head's file of out-of-fold predictions. */
    private static String outOfFold(Path run, List<UnitFolder> units, Optional<String> head) {
        List<String> all = units.get(0).unit().files().keySet().stream()
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
