package io.foldwise.engine.run;

import io.foldwise.engine.blas.ProductLibrary;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.earlier.EarlierFiles;
import io.foldwise.engine.earlier.EarlierRuns;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.EnvironmentRemarks;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.provenance.ProgramChecksum;
import io.foldwise.engine.provenance.ProgramParts;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.provenance.UncommittedDiff;
import io.foldwise.engine.provenance.WorkingTree;
import io.foldwise.engine.records.DataManifest;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A run whose folder exists: what coordinator and workers alike know of it. Beginning a run creates its folder; going on
 * with it, at once or after an interruption, only needs what is in there.
 */
public record OpenRun(
        RunFolder folder,
        LoadedExperiment experiment,
        RunData data,
        SplitPlan plan,
        Trials trials,
        Fingerprint fingerprint,
        RunRecords records) {

    /**
     * Creates a run: reads the data, divides it, and writes down everything that decides the results.
     *
     * @throws io.foldwise.spi.data.DataException if the data is not in its format
     * @throws ConfigException if the data cannot be split as asked
     */
    public static OpenRun create(LoadedExperiment loaded, Path results) {
        return create(loaded, results, folder -> {}, folder -> Trials.single(loaded.bound()));
    }

    /**
     * As {@link #create(LoadedExperiment, Path)}, with other trials than the experiment itself.
     *
     * @param more writes into the new folder whatever it takes to give the same trials again
     * @param trials gives them
     */
    public static OpenRun create(
            LoadedExperiment loaded, Path results, Consumer<RunFolder> more, Function<RunFolder, Trials> trials) {
        ExperimentParts parts = loaded.parts();
        RunData data = RunData.read(parts);
        Seed seed = splitSeed(parts);
        SplitPlan plan = split(parts, data);
        // what the data's true shape rules out should not wait for a worker to say so
        PreparedData first = PreparedData.of(data, plan.folds().get(0));
        Dataset prepared = first.train();
        parts.model(prepared, seed);
        StageSamples stages = StageSamples.read(parts);
        Optional<Leaks> leaks = Leaks.find(prepared, plan, stages.prepared(first), first.test());
        DataManifest manifest = DataManifest.of(parts, DataManifest.NONE);
        EarlierRuns earlier = new EarlierRuns(parts, manifest::checksums);
        earlier.requireNoLeak(data.train(), plan);
        stages.of(first, plan.folds().get(0), 0, earlier);
        parts.stages().of(prepared, seed, 0);
        parts.stages().requireHooks(prepared, seed);
        parts.stages().transfers(prepared, seed);
        Map<String, String> weights =
                EarlierFiles.of(parts, plan.folds().size(), earlier).checksums();

        WorkingTree tree = new WorkingTree(Path.of(""));
        RunFolder folder = RunFolder.create(results, parts.experiment().name(), begun -> {
            if (!EnvironmentRemarks.secretsIn(loaded.resolved()).isEmpty()) {
                begun.keepToOwner();
            }
            WholeFile.write(begun.config(), loaded.given());
            WholeFile.write(begun.overrides(), loaded.overrides());
            WholeFile.write(begun.resolved(), loaded.resolved());
            plan.write(begun.split(), data.train());
            manifest.write(begun);
            TaskRecord.write(begun, data.task(), parts.scoring().measured());
            leaks.ifPresent(found -> SealedRecord.write(begun.leaks(), found));
            SealedRecord.write(
                    begun.provenance(),
                    Provenance.of(
                            tree.commit(),
                            parts.experiment().keepDiff()
                                    ? UncommittedDiff.keep(tree, begun.uncommitted())
                                    : UncommittedDiff.NONE,
                            parts.experiment().seed(),
                            parts.experiment().execution().threads(),
                            manifest.checksums(),
                            weights,
                            loaded.parent()));
            ProgramParts.here().write(begun);
            more.accept(begun);
            RunChecksums.write(begun, loaded.fingerprinted(), List.of(begun.resolved(), begun.split()));
        });
        RunRecords records = RunRecords.of(folder);
        Trials written = trials.apply(folder);
        return new OpenRun(folder, loaded, data, plan, written, fingerprint(folder, records, written), records);
    }

    private static Seed splitSeed(ExperimentParts parts) {
        return new Seed(parts.experiment().seed()).branch("split", 0);
    }

    /** The folds of a run. */
    static SplitPlan split(ExperimentParts parts, RunData data) {
        try {
            return SplitPlan.of(
                    parts.experiment().split().type(),
                    parts.split(),
                    data.train(),
                    splitSeed(parts).random());
        } catch (IncompatibleException e) {
            Location location = Location.parse(parts.experiment().split().location());
            throw new ConfigException(new Problem(location, e.getMessage()));
        }
    }

    /**
     * Opens an existing run, to go on with it.
     *
     * @param moved where its data lies now; empty if it is where it was
     * @throws RunRefusedException if the data, or what decides the results, is not what it was
     * @throws io.foldwise.engine.store.StoreException if a file of the run is damaged
     */
    public static OpenRun open(RunFolder folder, ExperimentLoader loader, Optional<DataPlace> moved) {
        RunRecords records = RunRecords.of(folder);
        records.requireOwnFormat();
        DataPlace place = moved.orElseGet(records::place);
        LoadedExperiment loaded = records.experiment(loader, place);
        records.requireSame(loaded.bound());
        records.requireSameData(loaded.parts())
                .write(folder); // so that workers need not look into files that were moved
        RunData data = RunData.read(loaded.parts());
        SplitPlan plan = records.split(data.train());
        requireSameFiles(records, loaded.parts(), plan, !trained(folder, loaded.parts(), plan));
        Trials trials = Trials.of(folder, loaded.bound(), loader, place);
        return new OpenRun(folder, loaded, data, plan, trials, fingerprint(folder, records, trials), records);
    }

    /**
     * What fits the units of a run that another process has opened, and so checked.
     *
     * @throws RunRefusedException if the run has changed meanwhile, or its units would be computed with other kernels
     * @throws io.foldwise.engine.store.StoreException if a file of the run is damaged
     */
    public static UnitFit opened(RunFolder folder, ExperimentLoader loader) {
        RunRecords records = RunRecords.of(folder);
        DataPlace place = records.place();
        BoundExperiment experiment = records.bound(loader, place);
        records.requireSame(experiment);
        records.requireSameKernels();
        records.requireSameData(experiment.parts());
        RunData data = RunData.read(experiment.parts());
        SplitPlan plan = records.split(data.train());
        requireSameFiles(records, experiment.parts(), plan, true);
        Trials trials = Trials.of(folder, experiment, loader, place);
        return new UnitFit(
                folder, data, plan, trials, fingerprint(folder, records, trials), new StageSamples.Reading());
    }

    public ExperimentParts parts() {
        return experiment.parts();
    }

    private static Fingerprint fingerprint(RunFolder folder, RunRecords records, Trials trials) {
        Provenance provenance = records.provenance();
        String common = WholeFile.sha256(provenance.data()
                + provenance.backend()
                + provenance.coreType()
                + (provenance.products().equals(ProductLibrary.ONEDNN) ? provenance.products() : "")
                + provenance.version()
                + (provenance.weights().isEmpty() ? "" : provenance.weights())
                + WholeFile.sha256(folder.split()));
        return new Fingerprint(trials, common);
    }

    /** Whether every unit has a folder. Of a sweep, which may go on, nobody knows. */
    private static boolean trained(RunFolder folder, ExperimentParts parts, SplitPlan plan) {
        return !PlainFile.exists(folder.sweep())
                && IntStream.range(
                                parts.experiment().refit() ? RunFolder.ALL_SAMPLES : 0,
                                plan.folds().size())
                        .allMatch(fold -> folder.unit(0, fold).exists());
    }

    private static void requireSameFiles(RunRecords records, ExperimentParts parts, SplitPlan plan, boolean needed) {
        Provenance provenance = records.provenance();
        if (!provenance.weights().isEmpty()) {
            EarlierRuns earlier = new EarlierRuns(parts, provenance::data);
            EarlierFiles.of(parts, plan.folds().size(), earlier).requireSame(provenance.weights(), needed);
        }
    }

    /**
     * What whoever goes on with a run should know: that files were changed, that other code began it, or that its folder holds
     * secrets. Other code is not refused: most changes of code change no number.
     */
    public List<RunEvent.Notice> notices() {
        List<RunEvent.Notice> notices = new ArrayList<>(records.notices());
        if (!ProgramChecksum.here().equals(records.provenance().program())) {
            notices.add(new RunEvent.Notice(
                    "the code of Foldwise, a plugin or a library has changed since this run began; what is finished is"
                            + " kept, and every unit.json says which code made it (environment.program)"));
        }
        notices.addAll(transfers());
        LargeQuantities.notices(parts(), data.train()).forEach(large -> notices.add(new RunEvent.Notice(large)));
        List<String> secrets = EnvironmentRemarks.secretsIn(experiment.resolved());
        if (!secrets.isEmpty()) {
            notices.add(new RunEvent.Notice(String.join(", ", secrets) + (secrets.size() == 1 ? " stands" : " stand")
                    + " readable in " + folder.resolved() + ", by name a secret: "
                    + (folder.keptToOwner()
                            ? "the folder is readable by you alone, do not pass it on"
                            : "others may be able to read the folder, keep it to yourself")));
        }
        return notices;
    }

    /** What is taken of weights; nothing where they are gone, since all is trained. */
    private List<RunEvent.Notice> transfers() {
        if (parts().stages().weightsFiles(1).values().stream().anyMatch(file -> !Files.exists(file))) {
            return List.of();
        }
        Seed seed = new Seed(parts().experiment().seed());
        Dataset prepared = PreparedData.of(data, plan.folds().get(0)).train();
        return parts().stages().transfers(prepared, seed).stream()
                .map(transfer -> new RunEvent.Notice("weights of " + transfer.summary()))
                .toList();
    }

    /**
     * Checks that this process rounds as those did that worked on this run before.
     *
     * @throws RunRefusedException if OpenBLAS computes with other kernels here
     */
    public void requireSameKernels() {
        records.requireSameKernels();
    }

    /**
     * Whether a unit has an intact result. A damaged one is taken away and announced.
     *
     * @throws RunRefusedException if it is the result of something else: it may have taken hours, and is not ours to delete
     */
    public boolean done(Unit unit, Consumer<RunEvent> events) {
        UnitFolder result = folder.unit(unit.trial(), unit.fold());
        Optional<String> flaw = result.flaw(predictionFiles(result));
        if (flaw.isPresent() && result.exists()) {
            events.accept(new RunEvent.Notice(unit + " is trained again: " + flaw.get()));
            result.remove();
        } else if (flaw.isEmpty() && !result.unit().fingerprint().equals(fingerprint.of(unit))) {
            throw RunRecords.otherConfiguration(result.path(), folder);
        }
        return flaw.isEmpty();
    }

    /** The files that hold a unit's predictions. */
    private List<String> predictionFiles(UnitFolder unit) {
        List<String> files = new ArrayList<>(
                unit.predictions(PredictionStore.OUT_OF_FOLD, data.task()).fileNames());
        if (data.test().isPresent()) {
            files.addAll(unit.predictions(PredictionStore.TEST, data.task()).fileNames());
        }
        return files;
    }

    /**
     * Fits units of this run.
     *
     * @throws RunRefusedException if they would be computed with other kernels than the units before
     */
    public UnitFit work() {
        requireSameKernels();
        return new UnitFit(folder, data, plan, trials, fingerprint, new StageSamples.Reading());
    }
}
