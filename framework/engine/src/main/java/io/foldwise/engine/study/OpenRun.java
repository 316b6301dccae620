package io.foldwise.engine.study;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run whose folder exists: what coordinator and workers alike know of it. Beginning a run creates its folder; going on
 * with it, at once or after an interruption, only needs what is in there.
 */
public record OpenRun(RunFolder folder, ExperimentParts parts, RunData data, SplitPlan plan, Identity identity) {

    /**
     * Creates a run: reads the data, divides it, and writes down everything that decides the results.
     *
     * @throws io.foldwise.spi.data.DataException if the data is not in its format
     * @throws ConfigException if the data cannot be split as asked
     */
    public static OpenRun create(LoadedExperiment loaded, Path results) {
        ExperimentParts parts = loaded.parts();
        RunData data = RunData.read(parts);
        Seed seed = new Seed(parts.experiment().seed()).branch("split", 0);
        SplitPlan plan = split(parts, data, seed);
        parts.model(data.train(), seed); // what the data's true shape rules out should not wait for a worker to say so
        parts.stages(data.train(), seed);
        Map<String, String> checksums = Provenance.checksums(parts.reader().files());

        RunFolder folder = RunFolder.create(results, parts.experiment().name());
        WholeFile.write(folder.config(), loaded.given());
        WholeFile.write(folder.overrides(), loaded.overrides());
        WholeFile.write(folder.resolved(), loaded.resolved());
        plan.write(folder.split(), data.train());
        Json.write(
                folder.provenance(),
                Provenance.of(
                        parts.experiment().seed(),
                        parts.experiment().execution().threads(),
                        checksums));
        return new OpenRun(folder, parts, data, plan, identity(folder, loaded));
    }

    private static SplitPlan split(ExperimentParts parts, RunData data, Seed seed) {
        try {
            return new SplitPlan(parts.split().split(data.train(), seed.random()));
        } catch (IncompatibleException e) {
            Location location = Location.parse(parts.experiment().split().location());
            throw new ConfigException(new Problem(location, e.getMessage()));
        }
    }

    /**
     * Opens an existing run.
     *
     * @throws RunException if a data file is no longer what it was
     */
    public static OpenRun open(RunFolder folder, ExperimentLoader loader) {
        LoadedExperiment loaded = loader.load(folder.resolved(), List.of());
        ExperimentParts parts = loaded.parts();
        requireSameData(folder, parts);
        RunData data = RunData.read(parts);
        SplitPlan plan = SplitPlan.read(folder.split(), data.train());
        return new OpenRun(folder, parts, data, plan, identity(folder, loaded));
    }

    private static Identity identity(RunFolder folder, LoadedExperiment loaded) {
        Provenance provenance = Json.read(folder.provenance(), Provenance.class);
        String common = WholeFile.sha256(
                provenance.data() + provenance.backend() + provenance.version() + WholeFile.sha256(folder.split()));
        String configuration = loaded.decisive();
        return new Identity(trial -> configuration, common);
    }

    /**
     * Checks that the data of a run is still what it was when the run was created.
     *
     * @throws RunException if it is not
     */
    public static void requireSameData(RunFolder folder, ExperimentParts parts) {
        Map<String, String> before =
                Json.read(folder.provenance(), Provenance.class).data();
        Map<String, String> now = Provenance.checksums(parts.reader().files());
        before.forEach((file, checksum) -> {
            if (!checksum.equals(now.get(file))) {
                throw new RunException(
                        file + " has changed since this run began: restore it, or begin a new run with `foldwise run`");
            }
        });
    }

    /** Fits units of this run. */
    public UnitFit work() {
        return new UnitFit(folder, data, plan, trial -> parts, identity);
    }
}
