package io.foldwise.report.reading;

import io.foldwise.engine.store.FailureRecord;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.store.UnitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is there of one trial; a run that is no sweep has trial 0 alone.
 *
 * @param values what a sweep's trial tries, by key; empty in a run
 * @param units that have a result, by fold
 * @param refit what was fitted to all samples
 * @param failures why folds have no result, by fold
 */
public record TrialReading(
        int number,
        Map<String, Object> values,
        List<UnitReading> units,
        Optional<UnitReading> refit,
        Map<Integer, FailureRecord> failures) {

    private static final Pattern TRIAL = Pattern.compile("trial-(\\d{3,6})");
    private static final Pattern FOLD = Pattern.compile("fold-(\\d{1,6})");
    private static final Pattern FAILURE = Pattern.compile("fold-(\\d{1,6})\\.failed\\.json");
    private static final String REMEDY = "`foldwise resume` trains it again";

    static List<TrialReading> all(RunFolder folder, UnitCache cache, List<String> flaws) {
        List<TrialReading> trials = new ArrayList<>();
        numbered(folder.path(), TRIAL).keySet().forEach(number -> trials.add(of(folder, number, cache, flaws)));
        return trials;
    }

    private static TrialReading of(RunFolder folder, int number, UnitCache cache, List<String> flaws) {
        Path place = folder.trial(number);
        List<UnitReading> units = new ArrayList<>();
        numbered(place, FOLD)
                .keySet()
                .forEach(fold ->
                        attempt(flaws, () -> unit(folder, number, fold, cache)).ifPresent(units::add));
        Map<Integer, FailureRecord> failures = new TreeMap<>();
        numbered(place, FAILURE)
                .forEach((fold, file) -> attempt(flaws, () -> SealedRecord.read(file, FailureRecord.class, REMEDY))
                        .ifPresent(failure -> failures.put(fold, failure)));
        Map<String, Object> values = PlainFile.exists(folder.trialRecord(number))
                ? attempt(flaws, () -> SealedRecord.read(folder.trialRecord(number), TrialRecord.class, REMEDY))
                        .map(TrialRecord::values)
                        .orElse(Map.of())
                : Map.of();
        Optional<UnitReading> refit = folder.unit(number, RunFolder.ALL_SAMPLES).exists()
                ? attempt(flaws, () -> unit(folder, number, RunFolder.ALL_SAMPLES, cache))
                : Optional.empty();
        return new TrialReading(number, values, units, refit, failures);
    }

    private static UnitReading unit(RunFolder folder, int trial, int fold, UnitCache cache) {
        UnitFolder unit = folder.unit(trial, fold);
        Path history = unit.file(UnitFolder.HISTORY);
        return cache.of(
                unit,
                () -> new UnitReading(
                        trial, fold, unit.unit(), PlainFile.exists(history) ? History.read(history) : History.NONE));
    }

    private static <T> Optional<T> attempt(List<String> flaws, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (StoreException unreadable) {
            flaws.add(unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Map<Integer, Path> numbered(Path folder, Pattern names) {
        Map<Integer, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = names.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Integer.valueOf(name.group(1)), file);
                }
            });
        } catch (IOException e) {
            throw new StoreException("read", folder, e);
        }
        return found;
    }
}
