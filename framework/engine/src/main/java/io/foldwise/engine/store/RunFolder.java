package io.foldwise.engine.store;

import io.foldwise.spi.Escapes;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code results/<name>/<run-id>/}.
 *
 * <pre>
 * config.conf       the experiment as given, includes inlined
 * overrides.conf    what --set changed
 * resolved.conf     the experiment complete: everything that was not said is filled in
 * provenance.json   code, data, versions, machine
 * program.csv       the code, class by class: see ProgramParts
 * tracking/         what trackers keep; only where there is one
 * remarks.json      tags and a note of the user's; only where there are any: see {@link RunRemarks}
 * data.json         where the data lies, and what its files are like
 * uncommitted.diff  what the code differed in from its commit; only where it did
 * split.csv         who is in which fold
 * trial-000/fold-0/ one unit: see {@link UnitFolder}
 * oof.csv           out-of-fold predictions
 * truth.csv         the targets of these samples
 * scores.json       every metric, beside its baselines
 * sample-scores.csv every metric on each of these samples alone
 * task.json         what is asked of samples, and which metrics are better when larger
 * exhibits.json     what some samples look like, for the page
 * shift.json        whether training and test samples can be told apart, for the page; only where that takes seconds
 * report.html       all this as a page
 * ensemble.json     the chosen folds and their weights
 * submission.csv    what to hand in
 * checksums.json    what the texts above are to be like: see {@link RunChecksums}
 * </pre>
 *
 * A sweep's folder also holds
 *
 * <pre>
 * sweep.json        what the sweep has set out to do: see {@link SweepRecord}
 * trial-003/trial.json, resolved.conf   one trial: see {@link TrialRecord}; its experiment, complete
 * trial-003/fold-1.failed.json          a unit that gave no result: see {@link FailureRecord}
 * trials.csv        every trial: parameters, scores, rank
 * times.csv         how long trials took
 * importance.csv    which keys mattered
 * selection.json    the best trial, and how much its score flatters it
 * best.conf         the best trial's experiment, to be run on its own
 * </pre>
 *
 * where oof.csv and scores.json are those of the best trial, and the submission is the ensemble's.
 */
public record RunFolder(Path path) {

    /** In place of a fold: what is fitted to all samples, and holds out none. */
    public static final int ALL_SAMPLES = -1;

    private static final DateTimeFormatter RUN_ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * A new folder, named by the time of its creation. It is put together beside its place and renamed when it is whole.
     *
     * @param content writes what a run begins with into the folder
     */
    public static RunFolder create(Path results, String experiment, Consumer<RunFolder> content) {
        Path parent = results.resolve(experiment);
        String id = LocalDateTime.now().format(RUN_ID);
        try {
            Files.createDirectories(parent);
            for (int attempt = 1; ; attempt++) {
                Path place = parent.resolve(attempt == 1 ? id : id + "-" + attempt);
                if (reserved(place)) {
                    fill(place, content);
                    return new RunFolder(place);
                }
                // another run began in the same second: take the next free name
            }
        } catch (IOException e) {
            throw new StoreException("create a run folder in", parent, e);
        }
    }

    /** Lets nobody else read what is in the folder, where the file system knows owners. */
    public void keepToOwner() {
        try {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        } catch (UnsupportedOperationException e) {
            // a file system without them has other ways
        } catch (IOException e) {
            throw new StoreException("restrict", path, e);
        }
    }

    /** Whether nobody else can read what is in the folder, as far as the file system tells. */
    public boolean keptToOwner() {
        try {
            return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path));
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static boolean reserved(Path place) throws IOException {
        Path partial = WholeFile.partial(place);
        try {
            Files.createDirectory(partial);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        if (PlainFile.exists(
                place)) { // asked only now: another run's was renamed to this place before it left the other
            Files.delete(partial);
            return false;
        }
        return true;
    }

    private static void fill(Path place, Consumer<RunFolder> content) throws IOException {
        Path partial = WholeFile.partial(place);
        try {
            content.accept(new RunFolder(partial));
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (StoreException e) {
            WholeFile.deleteTree(partial);
            throw new StoreException(
                    e.getMessage() + "\nthe run has not begun and nothing of it is kept: begin it again");
        } catch (IOException | RuntimeException e) {
            WholeFile.deleteTree(partial);
            throw e;
        }
    }

    /**
     * What keeps this folder from being used: it holds a link or a device, which no run has in its folder, or a folder where
     * a file belongs. Empty if there is nothing of that kind.
     */
    public Optional<String> intruder() {
        return Intruder.in(this);
    }

    /**
     * Whether a file is a record of the run's or lies in one of its folders, be it there or not. Other files may stand right in the
     * run's folder.
     *
     * @param file without links
     */
    public boolean owns(Path file) throws IOException {
        Path root = path.toRealPath();
        return file.startsWith(root)
                && (!root.equals(file.getParent())
                        || RunFiles.own(file.getFileName().toString()));
    }

    /** Whether a run was begun here. */
    boolean begun() {
        return PlainFile.exists(provenance()) && PlainFile.exists(resolved());
    }

    /** A remedy: {@code `foldwise resume DIR` does this}. */
    public String resume(String does) {
        return "`foldwise resume " + Escapes.argument(path.toString()) + "` " + does;
    }

    /** Is locked by the process that is at work on the run. */
    public Path lock() {
        return path.resolve(".lock");
    }

    /** What was logged. */
    public Path log() {
        return path.resolve("foldwise.log");
    }

    public Path checksums() {
        return path.resolve("checksums.json");
    }

    public Path config() {
        return path.resolve("config.conf");
    }

    public Path overrides() {
        return path.resolve("overrides.conf");
    }

    public Path resolved() {
        return path.resolve("resolved.conf");
    }

    public Path provenance() {
        return path.resolve("provenance.json");
    }

    /** The code that the run was begun with, class by class. */
    public Path program() {
        return path.resolve("program.csv");
    }

    /** Where trackers may keep files. */
    public Path tracking() {
        return path.resolve("tracking");
    }

    /** What the user said of the run. */
    public Path remarks() {
        return path.resolve("remarks.json");
    }

    public Path data() {
        return path.resolve("data.json");
    }

    public Path uncommitted() {
        return path.resolve("uncommitted.diff");
    }

    public Path split() {
        return path.resolve("split.csv");
    }

    public Path leaks() {
        return path.resolve("leaks.json");
    }

    /** The out-of-fold predictions of all folds together. */
    public PredictionStore outOfFold(Task task) {
        return new PredictionStore(path, PredictionStore.OUT_OF_FOLD, task);
    }

    /** Test predictions of what was fitted to all samples. */
    public Path refitSubmission() {
        return path.resolve("submission-refit.csv");
    }

    /** What post-processing learned. */
    public Path postProcessing() {
        return path.resolve("post-processing.json");
    }

    public Path scores() {
        return path.resolve("scores.json");
    }

    /** Every metric on each sample alone. */
    public Path sampleScores() {
        return path.resolve("sample-scores.csv");
    }

    /** The folder of the run that a file is a record of, right in it or in the folder of a trial; empty for any other file. */
    public static Optional<Path> around(Path file) {
        return Stream.iterate(file.toAbsolutePath().normalize().getParent(), Objects::nonNull, Path::getParent)
                .limit(2)
                .filter(folder -> new RunFolder(folder).begun())
                .findFirst();
    }

    /** What is asked of samples. */
    public Path task() {
        return path.resolve("task.json");
    }

    /** What some samples look like. */
    public Path exhibits() {
        return path.resolve("exhibits.json");
    }

    /** Whether training and test samples can be told apart. */
    public Path shift() {
        return path.resolve("shift.json");
    }

    /** The run as a page. */
    public Path report() {
        return path.resolve("report.html");
    }

    public Path ensemble() {
        return path.resolve("ensemble.json");
    }

    public Path submission() {
        return path.resolve("submission.csv");
    }

    public Path workerLog(int worker) {
        return path.resolve("worker-" + worker + ".log");
    }

    public Path trial(int trial) {
        return path.resolve(String.format(Locale.ROOT, "trial-%03d", trial));
    }

    /** What one trial of a sweep tries. */
    public Path trialRecord(int trial) {
        return trial(trial).resolve("trial.json");
    }

    /** The experiment of one trial of a sweep. */
    public Path trialExperiment(int trial) {
        return trial(trial).resolve("resolved.conf");
    }

    /** Why a unit of a sweep failed. */
    public Path failure(int trial, int fold) {
        return trial(trial).resolve("fold-" + fold + ".failed.json");
    }

    public Path sweep() {
        return path.resolve("sweep.json");
    }

    public Path trials() {
        return path.resolve("trials.csv");
    }

    public Path times() {
        return path.resolve("times.csv");
    }

    public Path importance() {
        return path.resolve("importance.csv");
    }

    public Path selection() {
        return path.resolve("selection.json");
    }

    public Path best() {
        return path.resolve("best.conf");
    }

    /** @param fold {@value #ALL_SAMPLES} for what was fitted to all samples */
    public UnitFolder unit(int trial, int fold) {
        return new UnitFolder(trial(trial).resolve(fold == ALL_SAMPLES ? "refit" : "fold-" + fold));
    }
}
