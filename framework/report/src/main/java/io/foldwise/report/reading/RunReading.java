package io.foldwise.report.reading;

import com.typesafe.config.Config;
import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.SweepRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.sweep.Selection;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.validation.SplitSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run's folder, read as far as it goes: a run may be unfinished, have failed, or come from an earlier release, whose folders hold
 * less. What is there and cannot be read is said in {@link #flaws}, and otherwise taken for missing.
 *
 * @param folder of a run or a sweep
 * @param experiment complete
 * @param given what the experiment file said, includes inlined, and what {@code --set} changed
 * @param split how many folds there are, of how many samples
 * @param trials what is there of each, by number
 * @param checksums of files that are read later; empty if there are none, or if somebody is at work on the folder
 */
public record RunReading(
        RunFolder folder,
        Config experiment,
        GivenKeys given,
        SplitSize split,
        Optional<Provenance> provenance,
        Optional<TaskRecord> task,
        Optional<Scores> scores,
        Optional<EnsembleChoice> ensemble,
        Optional<PostProcessingRecord> postProcessing,
        Optional<Leaks> leaks,
        Optional<SweepRecord> sweep,
        Optional<Selection> selection,
        List<TrialReading> trials,
        Optional<RunChecksums> checksums,
        List<String> flaws) {

    private static final String REMEDY = "restore it from a copy";

    /**
     * Reads a run.
     *
     * @throws StoreException if the folder holds no run, or something that no run has in its folder, such as a link
     */
    public static RunReading of(Path path) {
        RunFolder folder = new RunFolder(path);
        if (!PlainFile.exists(folder.resolved())) {
            throw new StoreException(path + " holds no run: it has no resolved.conf");
        }
        folder.intruder().ifPresent(intruder -> {
            throw new StoreException(intruder);
        });
        return new Reading(folder, new UnitCache()).checked();
    }

    /** As {@link #of(Path)}, of a folder of this process's own, whose checksums are not yet those of what it writes. */
    public static RunReading of(Path path, UnitCache cache) {
        return new Reading(new RunFolder(path), cache).read(Optional.empty());
    }

    /** What there is of a folder that holds scores and no run of its own, such as that of runs that predict together. */
    public static RunReading ofScores(RunFolder folder, Scores scores, Optional<TaskRecord> task) {
        return new RunReading(
                folder,
                PlainConfig.empty(),
                GivenKeys.NONE,
                new SplitSize(0, scores.samples(), Double.NaN),
                Optional.empty(),
                task,
                Optional.of(scores),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    public int folds() {
        return split.folds();
    }

    public int samples() {
        return split.samples();
    }

    /** What the experiment is called. */
    public String name() {
        return Optional.ofNullable(PlainConfig.values(experiment).get("name"))
                .orElse(String.valueOf(
                        folder.path().toAbsolutePath().normalize().getParent().getFileName()));
    }

    /** Whether everything is trained and scored. */
    public boolean finished() {
        return scores.isPresent() && ensemble.isPresent() && missingFolds().isEmpty();
    }

    /** The trial that {@code oof.csv} and {@code scores.json} are of. */
    public int reported() {
        return selection.map(Selection::trial).orElse(0);
    }

    /** Folds of the {@linkplain #reported reported} trial. */
    public List<UnitReading> units() {
        return trials.stream()
                .filter(trial -> trial.number() == reported())
                .findFirst()
                .map(TrialReading::units)
                .orElse(List.of());
    }

    /** Folds of the reported trial that have no result. */
    public List<Integer> missingFolds() {
        List<Integer> there = units().stream().map(UnitReading::fold).toList();
        List<Integer> missing = new ArrayList<>();
        for (int fold = 0; fold < folds(); fold++) {
            if (!there.contains(fold)) {
                missing.add(fold);
            }
        }
        return missing;
    }

    /** Whether larger values of a metric are better; empty where that is not known. */
    public Optional<Boolean> higherIsBetter(String metric) {
        return task.flatMap(known -> known.metrics().stream()
                .filter(measured -> measured.name().equals(metric))
                .map(TaskRecord.Measured::higherIsBetter)
                .findFirst());
    }

    /** The predictions of a head that answers with a table, and what they should be; empty where they are not there. */
    public Optional<HeadTable> table(TaskRecord.Asked head) {
        return HeadTable.read(this, head);
    }

    /** Every metric on each held-out sample alone; empty where the run has not come to that. */
    public Optional<SampleTable> sampleScores() {
        return PlainFile.exists(folder.sampleScores())
                ? Optional.of(SampleTable.read(intact(folder.sampleScores())))
                : Optional.empty();
    }

    /** A file, found to be as it was written. */
    Path intact(Path file) {
        return checksums.map(known -> known.intact(folder, file)).orElse(file);
    }

    /** One go at a folder. */
    private static final class Reading {

        private final RunFolder folder;
        private final UnitCache cache;
        private final List<String> flaws = new ArrayList<>();

        Reading(RunFolder folder, UnitCache cache) {
            this.folder = folder;
            this.cache = cache;
        }

        RunReading checked() {
            return read(attempt(() -> RunChecksums.read(folder)).flatMap(known -> known));
        }

        RunReading read(Optional<RunChecksums> checksums) {
            Config experiment = attempt(() -> PlainConfig.parse(WholeFile.read(folder.resolved())))
                    .orElseGet(PlainConfig::empty);
            GivenKeys given = attempt(() -> GivenKeys.of(text(folder.config()), text(folder.overrides())))
                    .orElse(GivenKeys.NONE);
            Optional<SweepRecord> sweep = sealed(folder.sweep(), SweepRecord.class);
            return new RunReading(
                    folder,
                    experiment,
                    given,
                    attempt(() -> split(checksums)).orElse(new SplitSize(0, 0, Double.NaN)),
                    sealed(folder.provenance(), Provenance.class),
                    sealed(folder.task(), TaskRecord.class),
                    json(folder.scores(), Scores.class, checksums),
                    sealed(folder.ensemble(), EnsembleChoice.class),
                    sealed(folder.postProcessing(), PostProcessingRecord.class),
                    sealed(folder.leaks(), Leaks.class),
                    sweep,
                    json(folder.selection(), Selection.class, checksums),
                    TrialReading.all(folder, cache, flaws),
                    checksums,
                    flaws);
        }

        /** The folds, if they are those of the run. */
        private SplitSize split(Optional<RunChecksums> checksums) {
            Path file = folder.split();
            if (checksums.isPresent() && !checksums.get().agrees(folder, file)) {
                throw new StoreException(file + " is damaged, or was changed by hand: " + REMEDY);
            }
            return SplitSize.read(file);
        }

        private String text(Path file) {
            return PlainFile.exists(file) ? WholeFile.read(file) : "";
        }

        private <T extends Record> Optional<T> sealed(Path file, Class<T> type) {
            return PlainFile.exists(file) ? attempt(() -> SealedRecord.read(file, type, REMEDY)) : Optional.empty();
        }

        private <T> Optional<T> json(Path file, Class<T> type, Optional<RunChecksums> checksums) {
            return PlainFile.exists(file)
                    ? attempt(() -> {
                        checksums.ifPresent(known -> known.intact(folder, file));
                        return Json.read(file, type);
                    })
                    : Optional.empty();
        }

        private <T> Optional<T> attempt(Supplier<T> reading) {
            try {
                return Optional.of(reading.get());
            } catch (StoreException unreadable) {
                flaws.add(unreadable.getMessage());
                return Optional.empty();
            }
        }
    }
}
