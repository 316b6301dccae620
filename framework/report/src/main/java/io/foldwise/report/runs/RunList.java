package io.foldwise.report.runs;

import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.records.RunLock;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunChecksums;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.RunRemarks;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.report.reading.PlainConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what there is to tell of runs from their folders. */
public final class RunList {

    private RunList() {}

    /**
     * The runs in {@code results/NAME/RUN}, by name and time.
     *
     * @param results the folder of all experiments; nothing is in one that is not there
     */
    public static List<ListedRun> in(Path results) {
        List<ListedRun> runs = new ArrayList<>();
        for (Path experiment : folders(results)) {
            folders(experiment).stream()
                    .filter(RunList::isRun)
                    .map(RunList::readOrDamaged)
                    .forEach(runs::add);
        }
        return runs;
    }

    /** Whether a folder is that of a run. */
    public static boolean isRun(Path folder) {
        RunFolder run = new RunFolder(folder);
        return Files.isDirectory(folder) && (PlainFile.exists(run.resolved()) || PlainFile.exists(run.provenance()));
    }

    /** The folders in one, by name; none if it cannot be read. Those that begin with a dot are somebody's work in progress. */
    public static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("read", parent, e);
        }
    }

    /** A folder may be a stranger's, with records that are odd in ways nobody thought of: it does not end the list. */
    private static ListedRun readOrDamaged(Path path) {
        try {
            return read(path);
        } catch (RuntimeException odd) {
            return damaged(path);
        }
    }

    private static ListedRun damaged(Path path) {
        return new ListedRun(
                new RunSummary(
                        nameOfFolder(path),
                        path,
                        "",
                        RunState.DAMAGED,
                        "",
                        Double.NaN,
                        Double.NaN,
                        Map.of(),
                        0,
                        0,
                        0,
                        bytes(path),
                        List.of(),
                        ""),
                Map.of());
    }

    private static String nameOfFolder(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getParent().getFileName());
    }

    /** What a run's folder tells. */
    public static ListedRun read(Path path) {
        RunFolder folder = new RunFolder(path);
        Optional<Map<String, String>> configuration = configuration(folder.resolved());
        Optional<Provenance> provenance = record(folder.provenance(), Provenance.class);
        boolean scored = PlainFile.exists(folder.ensemble()) && PlainFile.exists(folder.scores());
        Optional<Scores> scores = scored ? scores(folder) : Optional.empty();
        RunState state = RunLock.held(folder)
                ? RunState.RUNNING
                : configuration.isEmpty() || provenance.isEmpty() || scored && scores.isEmpty()
                        ? RunState.DAMAGED
                        : scores.isPresent() ? RunState.FINISHED : RunState.STOPPED;
        Optional<Scores.Row> primary = scores.map(known -> known.metrics().get(known.primaryMetric()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        scores.ifPresent(known -> known.metrics().forEach((name, row) -> metrics.put(name, row.mean())));
        RunRemarks remarks = RunRemarks.read(folder);
        RunSummary summary = new RunSummary(
                configuration.map(values -> values.get("name")).orElse(nameOfFolder(path)),
                path,
                provenance.map(Provenance::started).orElse(""),
                state,
                scores.map(Scores::primaryMetric).orElse(""),
                primary.map(Scores.Row::mean).orElse(Double.NaN),
                primary.map(Scores.Row::standardDeviation).orElse(Double.NaN),
                metrics,
                folds(folder),
                trials(folder),
                scores.map(Scores::seconds).orElseGet(() -> seconds(folder)),
                bytes(path),
                remarks.tags(),
                remarks.note());
        return new ListedRun(summary, configuration.orElse(Map.of()));
    }

    /** The values of a complete experiment by path; empty if it cannot be read. */
    private static Optional<Map<String, String>> configuration(Path file) {
        try {
            return Optional.of(PlainConfig.values(PlainConfig.parse(WholeFile.read(file))));
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    private static <T extends Record> Optional<T> record(Path file, Class<T> type) {
        try {
            return Optional.of(SealedRecord.read(file, type, ""));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Scores> scores(RunFolder folder) {
        try {
            RunChecksums.read(folder).ifPresent(known -> known.intact(folder, folder.scores()));
            return Optional.of(Json.read(folder.scores(), Scores.class));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> unsealed(Path file, Class<T> type) {
        try {
            return Optional.of(Json.read(file, type));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static int folds(RunFolder folder) {
        try {
            return SplitPlan.count(folder.split());
        } catch (StoreException damaged) {
            return 0;
        }
    }

    private static int trials(RunFolder folder) {
        int trials = 0;
        while (PlainFile.exists(folder.sweep()) && PlainFile.exists(folder.trialRecord(trials))) {
            trials++;
        }
        return trials;
    }

    private static double seconds(RunFolder folder) {
        double seconds = 0;
        for (int trial = 0; PlainFile.exists(folder.trial(trial)); trial++) {
            for (Path unit : units(folder.trial(trial))) {
                seconds += unsealed(unit.resolve("unit.json"), UnitRecord.class)
                        .map(UnitRecord::seconds)
                        .orElse(0.0);
            }
        }
        return seconds;
    }

    /** Unlike a folder of results, one in a run is no link to elsewhere. */
    private static List<Path> units(Path trial) {
        return Files.isDirectory(trial, LinkOption.NOFOLLOW_LINKS)
                ? folders(trial).stream()
                        .filter(unit -> Files.isDirectory(unit, LinkOption.NOFOLLOW_LINKS))
                        .toList()
                : List.of();
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(RunList::size)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a run that goes on renames its folders
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
