package io.foldwise.engine.study;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
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
import java.util.List;
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

    /** The experiment, whole but perhaps changed in what decides no result. */
    public LoadedExperiment experiment(ExperimentLoader loader) {
        return experiment(() -> loader.parse(folder.resolved().toString(), WholeFile.read(folder.resolved())));
    }

    /** As {@link #experiment(ExperimentLoader)}, read in another way. */
    public LoadedExperiment experiment(Supplier<LoadedExperiment> reading) {
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

    /** @throws RunRefusedException if the experiment would now give other results */
    void requireSame(LoadedExperiment experiment) {
        if (checksums.isPresent() && !checksums.get().experiment().equals(WholeFile.sha256(experiment.decisive()))) {
            throw otherConfiguration(folder.path(), folder);
        }
    }

    static RunRefusedException otherConfiguration(Path what, RunFolder folder) {
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

    Provenance provenance() {
        Provenance provenance = SealedRecord.read(folder.provenance(), Provenance.class, RESTORE);
        if (provenance.data() == null || provenance.backend() == null || provenance.version() == null) {
            throw new StoreException("could not read " + folder.provenance() + ", which is damaged: " + RESTORE);
        }
        return provenance;
    }

    SplitPlan split(Dataset data) {
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
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        if (damage.isPresent()) {
            notices.add(new Notice(folder.checksums() + " is damaged, and will be written anew: " + folder.resolved()
                    + " and " + folder.split() + " are taken as they are"));
        }
        if (!agrees(folder.resolved())) {
            notices.add(
                    new Notice(
                            folder.resolved() + " has changed since this run began: what it now says of ensemble,"
                                    + " submission and execution is done; if it was not you who changed it, restore it from a copy"));
        }
        leaks().ifPresent(leak -> notices.add(new Notice(leak)));
        return notices;
    }

    /** What is to be told of equal samples. Results do not depend on it, so that its damage keeps nobody from going on. */
    private Optional<String> leaks() {
        try {
            return PlainFile.exists(folder.leaks())
                    ? SealedRecord.read(folder.leaks(), Leaks.class, "take it away, for it tells of equal samples only")
                            .notice()
                    : Optional.empty();
        } catch (StoreException damaged) {
            return Optional.of(damaged.getMessage());
        }
    }
}
