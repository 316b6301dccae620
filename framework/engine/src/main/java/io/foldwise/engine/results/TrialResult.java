package io.foldwise.engine.results;

import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.LazyList;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the folds of one trial gave, read from their folders.
 *
 * @param units by fold
 * @param outOfFold predictions for each fold's held-out samples
 */
public record TrialResult(int trial, List<UnitRecord> units, List<Predictions> outOfFold) {

    public static TrialResult read(OpenRun run, int trial) {
        List<UnitRecord> units = new ArrayList<>();
        List<Predictions> outOfFold = new ArrayList<>();
        Dataset data = run.data().train();
        for (int number = 0; number < run.plan().folds().size(); number++) {
            UnitFolder folder = run.folder().unit(trial, number);
            units.add(folder.unit());
            int[] heldOut = run.plan().folds().get(number).heldOut();
            outOfFold.add(folder.predictions(PredictionStore.OUT_OF_FOLD, data.task())
                    .read(Arrays.stream(heldOut).mapToObj(data::id).toList()));
        }
        return new TrialResult(trial, units, outOfFold);
    }

    /** The folds' predictions together. */
    public OutOfFold together(OpenRun run) {
        OutOfFold together = new OutOfFold(run.data().train());
        for (int fold = 0; fold < outOfFold.size(); fold++) {
            together.add(run.plan().folds().get(fold), outOfFold.get(fold));
        }
        return together;
    }

    List<Map<String, Double>> scores() {
        return units.stream().map(UnitRecord::scores).toList();
    }

    /** The primary metric of each fold's predictions, larger is better. */
    public List<Double> objective(Scoring scoring) {
        String metric = scoring.primaryMetric();
        return units.stream()
                .map(unit -> scoring.objective(metric, unit.scores().get(metric)))
                .toList();
    }

    /**
     * The folds as an ensembler sees them: what the primary metric measures.
     *
     * @param ranked the scores of the folds that trials are ranked by, larger is better
     */
    List<Candidate> candidates(OpenRun run, Scoring scoring, List<Double> ranked) {
        Head head = scoring.primaryHead();
        Dataset data = run.data().train();
        List<Candidate> candidates = new ArrayList<>();
        for (int number = 0; number < units.size(); number++) {
            int[] heldOut = run.plan().folds().get(number).heldOut();
            Predictions predictions = outOfFold.get(number);
            candidates.add(new Candidate(
                    trial,
                    number,
                    heldOut,
                    new LazyList<>(heldOut.length, sample -> data.target(heldOut[sample], head)),
                    new LazyList<>(heldOut.length, sample -> predictions.of(head, sample)),
                    ranked.get(number)));
        }
        return candidates;
    }
}
