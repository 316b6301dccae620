package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.run.Trials;
import io.foldwise.engine.search.ArbiterProposer;
import io.foldwise.engine.search.Proposer;
import io.foldwise.engine.search.SearchLimits;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.SweepRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.study.Study;
import io.foldwise.engine.study.UnitLoop;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.spi.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that tries out what the experiment's search proposes. */
public final class Sweep implements Study {

    private final OpenRun run;
    private final SearchSpace space;
    private final SearchSettings settings;
    private final ExperimentLoader loader;
    private final SweepRecord record;
    private final InstantSource clock = new SteadyClock();
    private final Instant started = clock.instant();
    private final Throttle tables = new Throttle(clock);
    private final TrialScores scores;
    private Optional<SweepOutcome> outcome = Optional.empty();

    private Sweep(OpenRun run, ExperimentLoader loader, SweepRecord record) {
        this.run = run;
        this.space = run.experiment().space().orElseThrow();
        this.settings = search(run.experiment());
        this.loader = loader;
        this.record = record;
        this.scores = TrialScores.of(run, space);
    }

    private static SearchSettings search(LoadedExperiment experiment) {
        return experiment.parts().experiment().search().orElseThrow();
    }

    /**
     * Creates a sweep's folder.
     *
     * @param experiment with a search
     */
    public static Sweep create(LoadedExperiment experiment, Path results, ExperimentLoader loader) {
        SearchSettings settings = search(experiment);
        return create(
                experiment,
                results,
                loader,
                settings.trials(),
                settings.timeLimit().map(Sweep::seconds).orElse(SweepRecord.NO_LIMIT));
    }

    /**
     * Creates the folder of a sweep that is to try as much as another one did, however long it takes.
     *
     * @param experiment of the other one
     */
    public static Sweep like(RunFolder other, LoadedExperiment experiment, Path results, ExperimentLoader loader) {
        return create(experiment, results, loader, RunJournal.begun(other), SweepRecord.NO_LIMIT);
    }

    private static Sweep create(
            LoadedExperiment experiment, Path results, ExperimentLoader loader, int trials, double limitSeconds) {
        SweepRecord record = new SweepRecord(
                trials, limitSeconds, 0, FixedSettings.of(experiment.parts().experiment()));
        OpenRun run = OpenRun.create(
                experiment,
                results,
                folder -> SealedRecord.write(folder.sweep(), record),
                folder -> Trials.of(folder, experiment.bound(), loader, DataPlace.AS_WRITTEN));
        return new Sweep(run, loader, record);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /**
     * Opens a sweep's folder, to go on.
     *
     * @param trials how many trials there are to be from now on, whatever the time limit; empty leaves it as it was
     * @param moved where the data lies now; empty if it is where it was
     * @throws RunRefusedException if the experiment or a data file is no longer what it was, or there are more trials already
     */
    public static Sweep open(
            RunFolder folder, ExperimentLoader loader, Optional<Integer> trials, Optional<DataPlace> moved) {
        RunRecords records = RunRecords.of(folder);
        records.requireOwnFormat();
        Experiment experiment =
                records.bound(loader, DataPlace.AS_WRITTEN).parts().experiment();
        SweepRecord before = SealedRecord.read(
                folder.sweep(),
                SweepRecord.class,
                "restore it from a copy, or begin a new sweep with `foldwise sweep`");
        List<String> changes = FixedSettings.changes(before.fixed(), FixedSettings.of(experiment));
        if (!changes.isEmpty()) {
            throw new RunRefusedException(
                    folder.resolved() + " has changed since this sweep began, which it must not:\n"
                            + String.join("\n", changes) + "\nrestore it, or begin a new sweep with `foldwise sweep`");
        }
        OpenRun run = OpenRun.open(folder, loader, moved);
        SweepRecord record =
                trials.map(number -> extended(folder, before, number)).orElse(before);
        return new Sweep(run, loader, record);
    }

    private static SweepRecord extended(RunFolder folder, SweepRecord before, int trials) {
        int begun = RunJournal.begun(folder);
        if (trials < begun) {
            throw new RunRefusedException(
                    folder.path() + " has " + begun + " trials already; ask for at least so many");
        }
        return new SweepRecord(trials, SweepRecord.NO_LIMIT, before.spentSeconds(), before.fixed());
    }

    @Override
    public OpenRun run() {
        return run;
    }

    @Override
    public int units() {
        int trials = settings.generator() == SearchSettings.Generator.GRID
                ? Math.min(record.trials(), space.gridSize(settings.grid().points()))
                : record.trials();
        return trials * run.plan().folds().size();
    }

    @Override
    public int missing(Consumer<RunEvent> events) {
        int missing = units();
        int begun = RunJournal.begun(run.folder());
        for (int trial = 0; trial < begun; trial++) {
            for (int fold = 0; fold < run.plan().folds().size(); fold++) {
                missing -= run.folder().unit(trial, fold).exists() ? 1 : 0;
            }
        }
        return missing;
    }

    /** @throws RunException if no trial finished */
    @Override
    public void complete(Executor executor, Consumer<RunEvent> events) throws InterruptedException {
        SealedRecord.write(run.folder().sweep(), record);
        warn(executor.free(), events);
        PrimaryMetric primaryMetric = PrimaryMetric.of(run.parts().scoring());
        RunJournal journal =
                new RunJournal(run, space, loader, events, trials -> tables.offer(() -> progressed(trials)));
        Proposer proposer = new ArbiterProposer(
                settings, space, new Seed(run.parts().experiment().seed()));
        TrialQueue queue = new TrialQueue(
                proposer,
                limits()::reached,
                settings,
                run.plan().folds().size(),
                primaryMetric,
                scores,
                journal,
                events);
        UnitLoop.run(executor, queue);
        progressed(queue.trials());
        outcome = Optional.of(new SweepResults(run, space, loader, queue.trials(), scores).write());
    }

    /** What came out; empty before the sweep is complete. */
    public Optional<SweepOutcome> outcome() {
        return outcome;
    }

    /** A sweep that must wait for results keeps no more workers busy than its lag allows. */
    private void warn(int workers, Consumer<RunEvent> events) {
        boolean waits = settings.generator() == SearchSettings.Generator.GENETIC
                || settings.pruning().curves().isPresent();
        if (waits && workers > settings.lag()) {
            events.accept(new Notice("with search.lag = " + settings.lag() + ", some of " + workers
                    + " workers will have to wait: a new sweep should have a larger one"));
        }
    }

    private SearchLimits limits() {
        Optional<Duration> left = record.limitSeconds() == SweepRecord.NO_LIMIT
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.max(0, Math.round((record.limitSeconds() - record.spentSeconds()) * 1e3))));
        return new SearchLimits(record.trials(), left, clock);
    }

    private void progressed(List<TrialProgress> trials) {
        double spent = record.spentSeconds() + seconds(Duration.between(started, clock.instant()));
        SealedRecord.write(
                run.folder().sweep(), new SweepRecord(record.trials(), record.limitSeconds(), spent, record.fixed()));
        WholeFile.write(run.folder().trials(), TrialTable.of(run, space, scores).lines(trials));
    }
}
