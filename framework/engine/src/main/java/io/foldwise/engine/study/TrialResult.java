package io.foldwise.engine.study;

import io.foldwise.engine.store.PredictionFile;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the folds of one trial gave, read from their folders.
 *
 * @param units by fold
 * @param outOfFold probabilities for each fold's held-out samples, {@code [folds][samples][labels]}
 */
public record TrialResult(int trial, List<UnitRecord> units, List<float[][]> outOfFold) {

    public static TrialResult read(OpenRun run, int trial) {
        List<UnitRecord> units = new ArrayList<>();
        List<float[][]> outOfFold = new ArrayList<>();
        for (int fold = 0; fold < run.plan().folds().size(); fold++) {
            UnitFolder folder = run.folder().unit(trial, fold);
            units.add(folder.unit());
            outOfFold.add(PredictionFile.read(
                            folder.file(UnitFolder.OUT_OF_FOLD),
                            run.data().train().labels())
                    .probabilities());
        }
        return new TrialResult(trial, units, outOfFold);
    }

    /** The folds' predictions together. */
    OutOfFold together(OpenRun run) {
        OutOfFold together = new OutOfFold(run.data().train());
        for (int fold = 0; fold < outOfFold.size(); fold++) {
            together.add(run.plan().folds().get(fold), outOfFold.get(fold));
        }
        return together;
    }

    List<Map<String, Double>> scores() {
        return units.stream().map(UnitRecord::scores).toList();
    }

    /** The folds as an ensembler sees them. */
    List<Candidate> candidates(OpenRun run, Scoring scoring) {
        List<Candidate> candidates = new ArrayList<>();
        for (int number = 0; number < units.size(); number++) {
            Fold fold = run.plan().folds().get(number);
            double value = units.get(number).scores().get(scoring.headline());
            candidates.add(new Candidate(
                    trial,
                    number,
                    fold.heldOut(),
                    Scoring.targets(run.data().train(), fold.heldOut()),
                    outOfFold.get(number),
                    scoring.goodness(scoring.headline(), value)));
        }
        return candidates;
    }
}
