package io.foldwise.engine.study;

import io.foldwise.engine.blas.OpenBlas;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.experiment.EnvironmentRemarks;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.provenance.UncommittedDiff;
import io.foldwise.engine.provenance.WorkingTree;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run whose folder exists: what coordinator and workers alike know of it. Beginning a run creates its folder; going on
 * with it, at once or after an interruption, only needs what is in there.
 */
public record OpenRun(
        RunFolder folder, ExperimentParts parts, RunData data, SplitPlan plan, Trials trials, Identity identity) {

    /**
     * Creates a run: reads the data, divides it, and writes down everything that decides the results.
     *
     * @throws io.foldwise.spi.data.DataException if the data is not in its format
     * @throws ConfigException if the data cannot be split as asked
     */
    public static OpenRun create(LoadedExperiment loaded, Path results) {
        return create(loaded, results, folder -> Trials.single(loaded));
    }

    /**
     * As {@link #create(LoadedExperiment, Path)}, with other trials than the experiment itself.
     *
     * @param trials writes into the new folder whatever it takes to give the same trials again
     */
    public static OpenRun create(LoadedExperiment loaded, Path results, Function<RunFolder, Trials> trials) {
        ExperimentParts parts = loaded.parts();
        RunData data = RunData.read(parts);
        Seed seed = new Seed(parts.experiment().seed()).branch("split", 0);
        SplitPlan plan = split(parts, data, seed);
        parts.model(data.train(), seed); // what the data's true shape rules out should not wait for a worker to say so
        parts.stages(data.train(), seed);
        Map<String, String> checksums = Provenance.checksums(parts.reader().files());

        RunFolder folder = RunFolder.create(results, parts.experiment().name());
        if (!EnvironmentRemarks.secretsIn(loaded.resolved()).isEmpty()) {
            folder.keepToOwner();
        }
        WholeFile.write(folder.config(), loaded.given());
        WholeFile.write(folder.overrides(), loaded.overrides());
        plan.write(folder.split(), data.train());
        WorkingTree tree = new WorkingTree(Path.of(""));
        Json.write(
                folder.provenance(),
                Provenance.of(
                        tree.commit(),
                        parts.experiment().keepDiff()
                                ? UncommittedDiff.keep(tree, folder.uncommitted())
                                : UncommittedDiff.NONE,
                        parts.experiment().seed(),
                        parts.experiment().execution().threads(),
                        checksums));
        Trials written = trials.apply(folder);
        WholeFile.write(folder.resolved(), loaded.resolved()); // the last one: with it the run has begun
        return new OpenRun(folder, parts, data, plan, written, identity(folder, written));
    }

    private static SplitPlan split(ExperimentParts parts, RunData data, Seed seed) {
        try {
            return SplitPlan.of(parts.experiment().split().type(), parts.split(), data.train(), seed.random());
        } catch (IncompatibleException e) {
            Location location = Location.parse(parts.experiment().split().location());
            throw new ConfigException(new Problem(location, e.getMessage()));
        }
    }

    /** Opens an existing run. */
    public static OpenRun open(RunFolder folder, ExperimentLoader loader) {
        LoadedExperiment loaded = loader.parse(folder.resolved().toString(), WholeFile.read(folder.resolved()));
        ExperimentParts parts = loaded.parts();
        requireSameData(folder, parts);
        RunData data = RunData.read(parts);
        SplitPlan plan = SplitPlan.read(folder.split(), data.train());
        Trials trials = Trials.of(folder, loaded, loader);
        return new OpenRun(folder, parts, data, plan, trials, identity(folder, trials));
    }

    private static Identity identity(RunFolder folder, Trials trials) {
        Provenance provenance = Json.read(folder.provenance(), Provenance.class);
        String common = WholeFile.sha256(provenance.data()
                + provenance.backend()
                + provenance.coreType()
                + provenance.version()
                + WholeFile.sha256(folder.split()));
        return new Identity(trials, common);
    }

    /**
     * Checks that the data of a run is still what it was when the run was created.
     *
     * @throws RunRefusedException if it is not
     */
    public static void requireSameData(RunFolder folder, ExperimentParts parts) {
        Map<String, String> before =
                Json.read(folder.provenance(), Provenance.class).data();
        Map<String, String> now = Provenance.checksums(parts.reader().files());
        before.forEach((file, checksum) -> {
            if (!checksum.equals(now.get(file))) {
                throw new RunRefusedException(
                        file + " has changed since this run began: restore it, or begin a new run with `foldwise run`");
            }
        });
    }

    /** Tells whoever works on a run that its folder holds secrets, as they were in the environment. */
    public Optional<RunEvent.Notice> secrets() {
        List<String> secrets = EnvironmentRemarks.secretsIn(WholeFile.read(folder.resolved()));
        return secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunEvent.Notice(
                        String.join(", ", secrets) + " came from the environment and stands in " + folder.resolved()
                                + " as it is; the folder is readable by you alone: do not pass it on"));
    }

    /** Tells whoever goes on with a run that other code began it. Not refused: most changes of code change no number. */
    public Optional<RunEvent.Notice> otherProgram() {
        Provenance provenance = Json.read(folder.provenance(), Provenance.class);
        return ProgramChecksum.here().equals(provenance.program())
                ? Optional.empty()
                : Optional.of(new RunEvent.Notice(
                        "the code of Foldwise, a plugin or a library has changed since this run began; what is finished is"
                                + " kept, and every unit.json says which code made it (environment.program)"));
    }

    /**
     * Checks that this process rounds as those did that worked on this run before.
     *
     * @throws RunRefusedException if OpenBLAS computes with other kernels here
     */
    public void requireSameKernels() {
        String before = Json.read(folder.provenance(), Provenance.class).coreType();
        String here = RuntimeEnvironment.coreType();
        if (!before.isEmpty() && !before.equals(here)) {
            throw new RunRefusedException(
                    "this run was begun with OpenBLAS's kernels for " + before + ", and those for "
                            + (here.isEmpty() ? "another platform" : here) + " round differently: put "
                            + OpenBlas.VARIABLE + "="
                            + before + " before the command if this processor can run them, or begin a new run with"
                            + " `foldwise run`");
        }
    }

    /**
     * Whether a unit has an intact result. A damaged one is taken away and announced.
     *
     * @throws RunRefusedException if it is the result of something else: it may have taken hours, and is not ours to delete
     */
    public boolean done(Unit unit, Consumer<RunEvent> events) {
        UnitFolder result = folder.unit(unit.trial(), unit.fold());
        Optional<String> flaw = result.flaw();
        if (flaw.isPresent() && result.exists()) {
            events.accept(new RunEvent.Notice(unit + " is trained again: " + flaw.get()));
            result.remove();
        } else if (flaw.isEmpty() && !result.unit().identity().equals(identity.of(unit))) {
            throw new RunRefusedException(result.path() + " was made from another configuration than "
                    + folder.resolved()
                    + " is now, or with a plugin that has other parameters: restore what has changed,"
                    + " or begin a new run with `foldwise run`");
        }
        return flaw.isEmpty();
    }

    /**
     * Fits units of this run.
     *
     * @throws RunRefusedException if they would be computed with other kernels than the units before
     */
    public UnitFit work() {
        requireSameKernels();
        return new UnitFit(folder, data, plan, trials, identity);
    }
}
