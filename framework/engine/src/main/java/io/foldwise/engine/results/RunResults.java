package io.foldwise.engine.results;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.postprocessing.FittedPostProcessing;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.postprocessing.PostProcessors;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What comes of a run whose trials are done. */
public final class RunResults {

    private RunResults() {}

    /**
     * Writes the run's out-of-fold table and scores, which are those of one trial, and the ensemble and submission, which
     * may be of several.
     *
     * @param best the trial that is reported
     * @param trials every trial that the ensemble may take folds of, {@code best} among them
     * @param ranked the scores of a trial's folds that trials are ranked by, larger is better
     * @param units everything that was trained to get there
     * @param varied the trial whose post-processing is done, where trials differ in it; empty for the run's own
     */
    public static Scores write(
            OpenRun run,
            TrialResult best,
            List<TrialResult> trials,
            Function<TrialResult, List<Double>> ranked,
            List<UnitRecord> units,
            OptionalInt varied) {
        Scoring scoring = run.parts().scoring();
        OutOfFold together = best.together(run);
        run.folder().outOfFold(run.data().task()).writeTables(together.predictions());
        SampleScores.write(run, together);
        TaskRecord.write(run.folder(), run.data().task(), scoring.measured());

        List<Candidate> candidates = trials.stream()
                .flatMap(trial -> trial.candidates(run, scoring, ranked.apply(trial)).stream())
                .toList();
        EnsembleChoice choice = EnsembleChoice.choose(run.parts().ensembler(), scoring.primaryHead(), candidates);
        SealedRecord.write(run.folder().ensemble(), choice);
        EnsemblePredictions ensemble = new EnsemblePredictions(run, choice, trials, best.trial());
        PostProcessors postProcessors =
                (varied.isPresent() ? run.trials().trial(varied.getAsInt()).parts() : run.parts()).postProcessing();
        OutOfFold ofEnsemble = ensemble.together().orElse(together);
        FittedPostProcessing fitted = postProcessors.fit(run.data().train(), ofEnsemble);
        if (postProcessors.steps().isEmpty() && varied.isEmpty()) {
            WholeFile.remove(run.folder().postProcessing()); // of an experiment that had some before it was changed
        } else {
            SealedRecord.write(
                    run.folder().postProcessing(),
                    PostProcessingRecord.of(varied.orElse(PostProcessingRecord.OF_THE_RUN), fitted));
        }
        Map<String, Scores.TestRow> testScores = Map.of();
        Map<String, Score> processedTest = Map.of();
        Optional<Dataset> labelled = run.data().test().filter(Dataset::labelled);
        if (labelled.isPresent()) {
            Dataset test = labelled.get();
            Predictions predictions = ensemble.test(choice);
            testScores = Scores.test(run.data().train(), test, scoring, predictions);
            processedTest = Score.of(
                    scoring.tallies(test, IntStream.range(0, test.size()).toArray(), fitted.apply(predictions)));
        }
        Scores scores = new Scores(
                scoring.primaryMetric(),
                Scores.rows(run.data().train(), run.plan(), scoring, together, best.scores()),
                testScores,
                ensemble.rows(),
                postProcessors.scores(run.data().train(), run.plan().folds(), ofEnsemble, scoring, processedTest),
                together.rows().length,
                units.stream().mapToDouble(UnitRecord::seconds).sum(),
                units.stream().mapToLong(UnitRecord::peakMemory).max().orElse(0));
        Json.write(run.folder().scores(), scores);
        RunChecksums.write(run.folder(), run.experiment().fingerprinted(), checked(run));
        run.data()
                .test()
                .ifPresent(
                        test -> { // last, so that one that is not valid costs no scores
                            Submission.write(run, run.folder().submission(), test, fitted.apply(ensemble.test(choice)));
                            if (run.parts().experiment().refit()
                                    && run.folder()
                                            .unit(best.trial(), RunFolder.ALL_SAMPLES)
                                            .exists()) {
                                Submission.write(
                                        run,
                                        run.folder().refitSubmission(),
                                        test,
                                        fitted.apply(refit(run, best.trial(), test)));
                            }
                        });
        return scores;
    }

    /** The texts that whoever reads the folder later goes by. */
    private static List<Path> checked(OpenRun run) {
        RunFolder folder = run.folder();
        PredictionStore truth = new PredictionStore(
                folder.path(), PredictionStore.TRUTH, run.data().task());
        Stream<Path> tables = Stream.of(folder.outOfFold(run.data().task()), truth)
                .flatMap(store -> store.fileNames().stream().map(folder.path()::resolve));
        Stream<Path> own = Stream.of(
                folder.resolved(), folder.split(), folder.scores(), folder.sampleScores(), folder.selection());
        return Stream.concat(own, tables).filter(PlainFile::exists).toList();
    }

    private static Predictions refit(OpenRun run, int trial, Dataset test) {
        return run.folder()
                .unit(trial, RunFolder.ALL_SAMPLES)
                .predictions(PredictionStore.TEST, run.data().task())
                .read(IntStream.range(0, test.size()).mapToObj(test::id).toList());
    }
}
