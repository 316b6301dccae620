package io.foldwise.engine.study;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PredictionFile;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Completes a run of a single trial: trains the folds that are not done, then scores, ensembles and submits. */
public final class SingleStudy {

    private static final int TRIAL = 0;

    private final OpenRun run;
    private final Consumer<RunEvent> events;

    public SingleStudy(OpenRun run, Consumer<RunEvent> events) {
        this.run = run;
        this.events = events;
    }

    /** The units that have no intact result yet; a damaged one is taken away and announced. */
    public List<Unit> missing() {
        List<Unit> missing = new ArrayList<>();
        for (int fold = 0; fold < run.plan().folds().size(); fold++) {
            Unit unit = new Unit(TRIAL, fold);
            UnitFolder folder = run.folder().unit(TRIAL, fold);
            Optional<String> flaw = folder.flaw(run.identity().of(unit));
            if (flaw.isPresent()) {
                missing.add(unit);
                if (folder.exists()) {
                    events.accept(new RunEvent.Notice(unit + " is trained again: " + flaw.get()));
                    folder.remove();
                }
            }
        }
        return missing;
    }

    /**
     * Trains what is missing and writes the run's results.
     *
     * @throws RunException if a fold failed; the others are kept
     */
    public Scores complete(Executor executor) throws InterruptedException {
        FoldQueue queue = new FoldQueue(missing());
        UnitLoop.run(executor, queue);
        if (!queue.failures().isEmpty()) {
            throw new RunException(queue.failures().stream()
                    .map(failed -> failed.unit() + ": " + failed.reason())
                    .collect(Collectors.joining("\n")));
        }
        return conclude();
    }

    private Scores conclude() {
        TrialResult result = TrialResult.read(run, TRIAL);
        Scoring scoring = run.parts().scoring();
        OutOfFold together = result.together(run);
        PredictionFile.write(run.folder().outOfFold(), run.data().train().labels(), together.predictions());

        EnsembleChoice choice = EnsembleChoice.choose(
                run.parts().ensembler(), run.data().train().labels(), result.candidates(run, scoring));
        Json.write(run.folder().ensemble(), choice);
        Optional<float[][]> test = Submission.write(run, choice);

        Map<String, Scores.TestRow> testScores = test.filter(
                        probabilities -> run.data().test().orElseThrow().labelled())
                .map(probabilities ->
                        Scores.test(run.data().train(), run.data().test().orElseThrow(), scoring, probabilities))
                .orElse(Map.of());
        Scores scores = new Scores(
                scoring.headline(),
                Scores.rows(run.data().train(), run.plan(), scoring, together, result.scores()),
                testScores,
                together.rows().length,
                result.units().stream().mapToDouble(UnitRecord::seconds).sum(),
                result.units().stream().mapToLong(UnitRecord::peakMemory).max().orElse(0));
        Json.write(run.folder().scores(), scores);
        return scores;
    }
}
