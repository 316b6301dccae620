package io.foldwise.engine.sweep;

import com.typesafe.config.ConfigRenderOptions;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.store.FailureRecord;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A sweep's memory in its run folder: what trials try, units that finished, units that failed. */
final class RunJournal implements Journal {

    private static final ConfigRenderOptions TEXT =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    private final OpenRun run;
    private final SearchSpace space;
    private final ExperimentLoader loader;
    private final PrimaryMetric primaryMetric;
    private final Consumer<RunEvent> events;
    private final Consumer<List<TrialProgress>> progressed;
    private final int trials;
    private final Map<String, Integer> trained = new HashMap<>();

    /** @param progressed is told of all trials whenever one of them may have come further */
    RunJournal(
            OpenRun run,
            SearchSpace space,
            ExperimentLoader loader,
            Consumer<RunEvent> events,
            Consumer<List<TrialProgress>> progressed) {
        this.run = run;
        this.space = space;
        this.loader = loader;
        this.primaryMetric = PrimaryMetric.of(run.parts().scoring());
        this.events = events;
        this.progressed = progressed;
        this.trials = begun(run.folder());
    }

    /** How many trials of a sweep have begun. */
    static int begun(RunFolder folder) {
        int trials = 0;
        while (PlainFile.exists(folder.trialRecord(trials))) {
            trials++;
        }
        return trials;
    }

    @Override
    public int trials() {
        return trials;
    }

    @Override
    public Optional<String> begin(Proposal proposal, Optional<Integer> incumbent) {
        int number = proposal.trial();
        TrialRecord trial = new TrialRecord(proposal.values(), incumbent.orElse(TrialRecord.NO_INCUMBENT), "");
        Path record = run.folder().trialRecord(number);
        Path experiment = run.folder().trialExperiment(number);
        Optional<TrialRecord> before = number < trials ? before(record) : Optional.empty();
        if (before.isPresent()) {
            if (!before.get().triesTheSameAs(trial)) {
                throw new RunException(record + " was written as " + Json.line(before.get()) + ", but would now be "
                        + Json.line(trial) + ": results of earlier trials must have been changed meanwhile");
            }
            if (before.get().describes(experiment)) {
                return Optional.empty(); // it was written first
            }
        }
        Optional<String> problem = writeExperiment(proposal);
        SealedRecord.write(record, problem.isPresent() ? trial : trial.with(experiment));
        return problem;
    }

    /** Empty if it is damaged: the search gives it once more. */
    private static Optional<TrialRecord> before(Path record) {
        try {
            return Optional.of(SealedRecord.read(record, TrialRecord.class, ""));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private Optional<String> writeExperiment(Proposal proposal) {
        try {
            String name = "trial " + proposal.trial();
            String text = space.experiment(proposal.values()).root().render(TEXT);
            WholeFile.write(
                    run.folder().trialExperiment(proposal.trial()),
                    loader.parse(name, text).resolved());
            return Optional.empty();
        } catch (ConfigException wrong) {
            return Optional.of(wrong.problems().get(0).toString());
        }
    }

    @Override
    public Optional<FoldResult> recorded(Unit unit) {
        Path failure = run.folder().failure(unit.trial(), unit.fold());
        if (PlainFile.exists(failure)) {
            String remedy = "take it away, and " + run.folder().resume("tries the fold again");
            FailureRecord failed = SealedRecord.read(failure, FailureRecord.class, remedy);
            FailureKind kind = Arrays.stream(FailureKind.values())
                    .filter(known -> known.name().equals(failed.kind()))
                    .findFirst()
                    .orElseThrow(() -> new StoreException(failure + " knows no kind of failure: " + remedy));
            return Optional.of(new FoldResult.Failed(kind, failed.reason()));
        }
        return run.done(unit, events) || trainedBefore(unit) ? Optional.of(scored(unit)) : Optional.empty();
    }

    /** Trials that differ in post-processing alone are trained once: the later one is given the earlier one's units. */
    private boolean trainedBefore(Unit unit) {
        if (!space.varies(SearchSpace.POST_PROCESSING)) {
            return false;
        }
        int first = trained.computeIfAbsent(run.fingerprint().of(new Unit(unit.trial(), 0)), same -> unit.trial());
        UnitFolder earlier = run.folder().unit(first, unit.fold());
        if (first >= unit.trial() || !earlier.exists() || !run.done(new Unit(first, unit.fold()), events)) {
            return false;
        }
        earlier.copyTo(run.folder().unit(unit.trial(), unit.fold()));
        return true;
    }

    @Override
    public FoldResult record(Outcome outcome) {
        Unit unit = outcome.unit();
        if (outcome instanceof Outcome.Failed failed) {
            SealedRecord.write(
                    run.folder().failure(unit.trial(), unit.fold()),
                    new FailureRecord(failed.kind().name(), failed.reason()));
            return new FoldResult.Failed(failed.kind(), failed.reason());
        }
        return scored(unit);
    }

    private FoldResult scored(Unit unit) {
        UnitRecord record = run.folder().unit(unit.trial(), unit.fold()).unit();
        double objective = primaryMetric.objective(record.scores().get(primaryMetric.name()));
        return new FoldResult.Scored(objective, record.scores(), record.givenUp());
    }

    @Override
    public void progressed(List<TrialProgress> trials) {
        progressed.accept(trials);
    }
}
