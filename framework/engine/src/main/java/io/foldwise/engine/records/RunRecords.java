package io.foldwise.engine.records;

import io.foldwise.engine.blas.OpenBlas;
import io.foldwise.engine.blas.ProductLibrary;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.provenance.RuntimeEnvironment;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run was begun with, as its folder holds it. A file that is not as it was written is named, with what the user can do
 * about it.
 */
public final class RunRecords {

    private static final String RESTORE = "restore it from a copy, or begin a new run with `foldwise run`";

    private final RunFolder folder;
    private final Optional<RunChecksums> checksums;
    private final Optional<StoreException> damage;

    private RunRecords(RunFolder folder, Optional<RunChecksums> checksums, Optional<StoreException> damage) {
        this.folder = folder;
        this.checksums = checksums;
        this.damage = damage;
    }

    public static RunRecords of(RunFolder folder) {
        try {
            return new RunRecords(folder, RunChecksums.read(folder), Optional.empty());
        } catch (StoreException damaged) {
            return new RunRecords(folder, Optional.empty(), Optional.of(damaged));
        }
    }

    /** The experiment to go on with, whole but perhaps changed in what decides no result. */
    public LoadedExperiment experiment(ExperimentLoader loader, DataPlace place) {
        return experiment(() -> loader.reopen(folder.resolved(), place));
    }

    /** The experiment as it was when this run was last gone on with. */
    public BoundExperiment bound(ExperimentLoader loader, DataPlace place) {
        return experiment(() -> loader.bind(folder.resolved(), place));
    }

    private <T> T experiment(Supplier<T> reading) {
        Path file = folder.resolved();
        if (checksums.isPresent() && checksums.get().sweep() && !PlainFile.exists(folder.sweep())) {
            throw new StoreException(folder.sweep() + " is missing: restore it from a copy, or begin a new sweep with"
                    + " `foldwise sweep`");
        }
        try {
            return reading.get();
        } catch (StoreException unreadable) {
            throw new StoreException(unreadable.getMessage() + ": " + RESTORE);
        } catch (ConfigException wrong) {
            if (agrees(file)) {
                throw wrong;
            }
            throw new RunRefusedException(
                    file + " is damaged, or was changed since this run began: " + RESTORE + "\n" + wrong.getMessage());
        }
    }

    /**
     * Checks that this release can go on with the run.
     *
     * @throws RunRefusedException if an earlier one began it, for which the results of this one would be those of another run
     */
    public void requireOwnFormat() {
        Provenance provenance = provenance();
        if (provenance.knowsPaths()) {
            throw new RunRefusedException(folder.path()
                    + " was begun by an earlier release of Foldwise, by whose records its"
                    + " results belong to the paths of data files: `foldwise predict` works with what is finished; go on with"
                    + " that release" + (provenance.commit().isEmpty() ? "" : " (commit " + provenance.commit() + ")")
                    + ", or begin a new run with `foldwise run`");
        }
    }

    /** Where the run's data lies, as far as is known. */
    public DataPlace place() {
        return DataManifest.read(folder).place();
    }

    /**
     * Checks that the data of a run is still what it was when the run was created.
     *
     * @return what it is like now
     * @throws RunRefusedException if it is not
     */
    public DataManifest requireSameData(ExperimentParts parts) {
        DataManifest now = DataManifest.of(parts, DataManifest.read(folder));
        Map<String, String> checksums = now.checksums();
        Map<String, String> before = byName(provenance(), List.copyOf(checksums.keySet()));
        before.forEach((name, checksum) -> {
            if (!checksum.equals(checksums.get(name))) {
                throw new RunRefusedException(now.shown(name)
                        + " has changed since this run began: restore it, or begin a new run with `foldwise run`");
            }
        });
        checksums.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .findFirst()
                .ifPresent(added -> {
                    throw new RunRefusedException(
                            now.shown(added)
                                    + " was not there when this run began: take it away, or begin a new run with `foldwise run`");
                });
        return now;
    }

    /** Earlier releases kept checksums by path, in the same order. */
    private static Map<String, String> byName(Provenance provenance, List<String> names) {
        Map<String, String> before = provenance.data();
        if (!provenance.knowsPathsOfData() || before.size() != names.size()) {
            return before;
        }
        Map<String, String> byName = new LinkedHashMap<>();
        before.values().forEach(checksum -> byName.put(names.get(byName.size()), checksum));
        return byName;
    }

    /**
     * Checks that this process rounds as those did that worked on this run before.
     *
     * @throws RunRefusedException if another library multiplies matrices here, or OpenBLAS with other kernels
     */
    public void requireSameKernels() {
        requireSameProducts(provenance().products());
        String before = provenance().coreType();
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

    private static void requireSameProducts(String before) {
        String here = RuntimeEnvironment.products();
        if (!before.isEmpty() && !here.isEmpty() && !before.equals(here)) {
            throw new RunRefusedException("this run was begun with matrix products by " + before + ", and those by "
                    + here + " round differently: put " + ProductLibrary.VARIABLE + "=" + before
                    + " before the command, or begin a new run with `foldwise run`");
        }
    }

    /** @throws RunRefusedException if the experiment would now give other results */
    public void requireSame(BoundExperiment experiment) {
        if (checksums.isPresent()
                && !checksums.get().experiment().equals(WholeFile.sha256(experiment.fingerprinted()))) {
            throw otherConfiguration(folder.path(), folder);
        }
    }

    public static RunRefusedException otherConfiguration(Path what, RunFolder folder) {
        return new RunRefusedException(what + " was made from another configuration than " + folder.resolved()
                + " is now, or with a plugin that has other parameters: restore what has changed,"
                + " or begin a new run with `foldwise run`");
    }

    /**
     * Checks that a file is as it was when the run's results were made.
     *
     * @throws RunRefusedException if it is not
     * @throws StoreException if nobody can tell any more
     */
    public void requireUnchanged(Path file) {
        damage.ifPresent(damaged -> {
            throw damaged;
        });
        try {
            if (!agrees(file)) {
                throw new RunRefusedException(file + " has changed since this run's results were made: restore it, or "
                        + folder.resume("makes them anew"));
            }
        } catch (StoreException unreadable) {
            throw new StoreException(unreadable.getMessage() + ": restore it, or " + folder.resume("writes it anew"));
        }
    }

    private boolean agrees(Path file) {
        return checksums.map(known -> known.agrees(folder, file)).orElse(true);
    }

    public Provenance provenance() {
        return SealedRecord.read(folder.provenance(), Provenance.class, RESTORE);
    }

    public SplitPlan split(Dataset data) {
        Path file = folder.split();
        try {
            if (agrees(file)) {
                return SplitPlan.read(file, data);
            }
        } catch (StoreException unreadable) {
            throw new StoreException(unreadable.getMessage() + ": " + RESTORE);
        }
        throw new StoreException(file + " is damaged, or was changed by hand: " + RESTORE);
    }

    /** What is odd about the records, and keeps nobody from going on. */
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        if (damage.isPresent()) {
            notices.add(new Notice(folder.checksums() + " is damaged, and will be written anew: " + folder.resolved()
                    + " and " + folder.split() + " are taken as they are"));
        }
        if (!agrees(folder.resolved())) {
            notices.add(
                    new Notice(
                            folder.resolved() + " has changed since this run began: what it now says of ensemble,"
                                    + " post-processing, submission, tracking and execution is done; if it was not you who changed it, restore it from a copy"));
        }
        leaks().forEach(leak -> notices.add(new Notice(leak)));
        return notices;
    }

    /** What is to be told of equal samples. Results do not depend on it, so that its damage keeps nobody from going on. */
    private List<String> leaks() {
        try {
            return PlainFile.exists(folder.leaks())
                    ? SealedRecord.read(folder.leaks(), Leaks.class, "take it away, for it tells of equal samples only")
                            .notices()
                    : List.of();
        } catch (StoreException damaged) {
            return List.of(damaged.getMessage());
        }
    }
}
