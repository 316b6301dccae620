package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.results.RunResults;
import io.foldwise.engine.results.TrialResult;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.sweep.TrialState.Failed;
import io.foldwise.engine.validation.Spread;
import io.foldwise.spi.Escapes;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What comes of a sweep whose trials are done. */
record SweepResults(
        OpenRun run, SearchSpace space, ExperimentLoader loader, List<TrialProgress> trials, TrialScores ranked) {

    /**
     * Writes it.
     *
     * @throws RunException if no trial finished
     */
    SweepOutcome write() {
        RunFolder folder = run.folder();
        List<String> times = new ArrayList<>(List.of("trial,folds,epochs,seconds,training-seconds"));
        trials.forEach(trial -> times.add(times(trial)));
        WholeFile.write(folder.times(), times);
        Ranking ranking = Ranking.of(trials, ranked);
        if (ranking.finished().isEmpty()) {
            throw new RunException(
                    failures() + "\nthey stay failed: correct the experiment and begin a new sweep, or try"
                            + " more trials with `foldwise resume "
                            + Escapes.argument(folder.path().toString()) + " --trials N`");
        }
        PrimaryMetric primaryMetric = PrimaryMetric.of(run.parts().scoring());
        Selection selection = Selection.of(ranking, primaryMetric, ranked, run.plan());
        Json.write(folder.selection(), selection);
        Seed seed = new Seed(run.parts().experiment().seed());
        List<KeyEffect> effects = new Importance(space, Importance.outcomes(trials, ranked), seed).effects();
        WholeFile.write(folder.importance(), Importance.lines(effects));
        WholeFile.write(folder.best(), best(selection));
        TrialResult best = TrialResult.read(run, selection.trial());
        RunResults.write(
                run,
                best,
                distinct(ranking, selection.trial())
                        .map(trial -> trial == best.trial() ? best : TrialResult.read(run, trial))
                        .toList(),
                trial -> ranked.of(progress(trial.trial())),
                trials.stream().flatMap(trial -> units(trial).stream()).toList(),
                space.varies(SearchSpace.POST_PROCESSING) ? OptionalInt.of(best.trial()) : OptionalInt.empty());
        return new SweepOutcome(
                selection,
                trials.stream().map(trial -> row(trial, ranking, primaryMetric)).toList(),
                effects);
    }

    private TrialProgress progress(int trial) {
        return trials.stream()
                .filter(progress -> progress.number() == trial)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The finished trials that were trained differently, by number; of those that differ in post-processing alone, the best one of all
     * or else the first: an ensemble has no use for the same models twice.
     */
    private Stream<Integer> distinct(Ranking ranking, int best) {
        Map<String, Integer> trained = new TreeMap<>();
        Stream<Integer> others =
                ranking.finished().stream().map(TrialProgress::number).sorted();
        Stream.concat(Stream.of(best), others)
                .forEach(trial -> trained.putIfAbsent(run.fingerprint().of(new Unit(trial, 0)), trial));
        return trained.values().stream().sorted();
    }

    private SweepOutcome.Row row(TrialProgress trial, Ranking ranking, PrimaryMetric primaryMetric) {
        List<Double> scores =
                ranked.of(trial).stream().map(primaryMetric::value).toList();
        Spread spread = Spread.of(scores);
        return new SweepOutcome.Row(
                trial.number(),
                ranking.rank(trial),
                TrialTable.state(trial.state()),
                scores,
                spread.mean(),
                spread.standardDeviation(),
                trial.proposal().values());
    }

    private String best(Selection selection) {
        return "# " + selection.statement() + ".\n"
                + "# `foldwise run` of this file trains that trial again, with the same result.\n"
                + loader.reopen(
                                run.folder().trialExperiment(selection.trial()),
                                run.records().place())
                        .resolved();
    }

    /** Everything that was trained for a trial, that included which was not needed in the end. */
    private List<UnitRecord> units(TrialProgress trial) {
        return IntStream.range(0, run.plan().folds().size())
                .mapToObj(fold -> run.folder().unit(trial.number(), fold))
                .filter(UnitFolder::exists)
                .map(UnitFolder::unit)
                .toList();
    }

    private String times(TrialProgress trial) {
        List<UnitRecord> units = units(trial);
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%.3f,%.3f",
                trial.number(),
                units.size(),
                units.stream().mapToInt(UnitRecord::epochs).sum(),
                units.stream().mapToDouble(UnitRecord::seconds).sum(),
                units.stream().mapToDouble(UnitRecord::trainingSeconds).sum());
    }

    private String failures() {
        Map<FailureKind, List<TrialProgress>> byKind = trials.stream()
                .filter(trial -> trial.state() instanceof Failed)
                .collect(Collectors.groupingBy(
                        trial -> ((Failed) trial.state()).kind(), TreeMap::new, Collectors.toList()));
        return "none of " + trials.size() + " trials finished\n"
                + byKind.values().stream()
                        .sorted(Comparator.comparing((List<TrialProgress> failed) -> -failed.size()))
                        .map(SweepResults::failure)
                        .collect(Collectors.joining("\n"));
    }

    private static String failure(List<TrialProgress> failed) {
        Failed first = (Failed) failed.get(0).state();
        return failed.size() + " of them: " + first.kind().label() + ", as trial "
                + failed.get(0).number() + ": " + first.reason();
    }
}
