package io.foldwise.engine.results;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Scores.EnsembleRow;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the folds of an ensemble predict together: for the test file, and for samples that they held out. */
final class EnsemblePredictions {

    private final OpenRun run;
    private final EnsembleChoice choice;
    private final boolean reported;
    private final Map<Unit, Predictions> heldOut = new HashMap<>();
    private final List<Integer> sharedFolds;
    private final List<Predictions> test;

    /**
     * @param trials those that the ensemble was chosen from, with their out-of-fold predictions
     * @param reported the trial whose predictions the run reports anyway
     */
    EnsemblePredictions(OpenRun run, EnsembleChoice choice, List<TrialResult> trials, int reported) {
        this.run = run;
        this.choice = choice;
        this.reported = trials(choice).equals(List.of(reported));
        for (TrialResult trial : trials) {
            for (int fold = 0; fold < trial.outOfFold().size(); fold++) {
                heldOut.put(new Unit(trial.trial(), fold), trial.outOfFold().get(fold));
            }
        }
        this.sharedFolds = sharedFolds(run, choice);
        Optional<List<String>> ids = run.data().test().map(EnsemblePredictions::ids);
        this.test = choice.members().stream()
                .flatMap(member -> ids.map(samples -> readTest(member, samples)).stream())
                .toList();
    }

    private static List<String> ids(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::id).toList();
    }

    /** The folds that every trial of the ensemble has a part in. */
    private static List<Integer> sharedFolds(OpenRun run, EnsembleChoice choice) {
        List<Integer> trials = trials(choice);
        return IntStream.range(0, run.plan().folds().size())
                .filter(fold ->
                        trials(choice.only(member -> member.fold() == fold)).equals(trials))
                .boxed()
                .toList();
    }

    private Predictions readTest(Member member, List<String> ids) {
        return run.folder()
                .unit(member.trial(), member.fold())
                .predictions(PredictionStore.TEST, run.data().task())
                .read(ids);
    }

    /** Predictions for the test samples of the ensemble or some of its members. */
    Predictions test(EnsembleChoice some) {
        return some.combine(IntStream.range(0, test.size())
                .filter(index -> some.holds(choice.members().get(index)))
                .mapToObj(test::get)
                .toList());
    }

    /** Each trial of the ensemble alone, and then all together if there are several; empty for that of the reported trial. */
    List<EnsembleRow> rows() {
        if (reported) {
            return List.of();
        }
        List<Integer> trials = trials(choice);
        Stream<EnsembleChoice> alone = trials.stream().map(trial -> choice.only(member -> member.trial() == trial));
        Stream<EnsembleChoice> all = trials.size() > 1 ? Stream.of(choice) : Stream.empty();
        return Stream.concat(alone, all).map(this::row).toList();
    }

    private EnsembleRow row(EnsembleChoice some) {
        return new EnsembleRow(trials(some), outOfFold(some), testScores(some));
    }

    private static List<Integer> trials(EnsembleChoice some) {
        return some.members().stream().map(Member::trial).distinct().sorted().toList();
    }

    /** On the folds that every trial of the ensemble has a part in, so that rows can be compared. */
    private Map<String, Double> outOfFold(EnsembleChoice some) {
        OutOfFold predictions = together(some);
        int[] rows = predictions.rows();
        return rows.length == 0 ? Map.of() : scores(run.data().train(), rows, predictions.predictions());
    }

    /**
     * What the ensemble says of samples that all of its trials have held out; empty for that of the reported trial, or of trials
     * without a fold in common.
     */
    Optional<OutOfFold> together() {
        return Optional.of(choice)
                .filter(all -> !reported && !sharedFolds.isEmpty())
                .map(this::together);
    }

    private OutOfFold together(EnsembleChoice some) {
        OutOfFold predictions = new OutOfFold(run.data().train());
        for (int fold : sharedFolds) {
            EnsembleChoice ofFold = some.only(member -> member.fold() == fold);
            predictions.add(run.plan().folds().get(fold), ofFold.combine(heldOut(ofFold)));
        }
        return predictions;
    }

    private List<Predictions> heldOut(EnsembleChoice some) {
        return some.members().stream()
                .map(member -> heldOut.get(new Unit(member.trial(), member.fold())))
                .toList();
    }

    private Map<String, Double> testScores(EnsembleChoice some) {
        return run.data()
                .test()
                .filter(Dataset::labelled)
                .map(data -> scores(data, IntStream.range(0, data.size()).toArray(), test(some)))
                .orElse(Map.of());
    }

    private Map<String, Double> scores(Dataset data, int[] rows, Predictions predictions) {
        return run.parts().scoring().values(data, rows, predictions);
    }
}
