package io.foldwise.report.reproduce;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A run and the same trained again, file by file. What tells of time and place is not compared: logs, seconds, and records of the machine.
 *
 * @param original the run's folder
 * @param again the folder of the run that was trained again
 * @param files in both or in one of them, by their paths in the original
 * @param scores that differ
 * @param largest difference of a number in a table of predictions; 0 without any
 * @param differences of the circumstances, each of which may be the reason
 */
public record Reproduction(
        Path original,
        Path again,
        List<FileMatch> files,
        List<ScoreMatch> scores,
        double largest,
        List<String> differences) {

    /** Files right in the run folder that results are in. */
    private static final List<String> RESULTS = List.of(
            "oof",
            "truth",
            "sample-scores.csv",
            "submission",
            "ensemble.json",
            "post-processing.json",
            "split.csv",
            "trials.csv",
            "importance.csv",
            "selection.json",
            "best.conf");

    private static final String SECONDS = "seconds";

    /** A file, and whether it is the same to the byte; of a history, but for the seconds in it, and of an archive, all that is in it. */
    public record FileMatch(String file, boolean equal) {}

    /** A metric of a trial's fold that is not what it was. */
    public record ScoreMatch(int trial, int fold, String metric, double before, double now) {}

    /** Whether every file is the same. */
    public boolean equal() {
        return files.stream().allMatch(FileMatch::equal);
    }

    /**
     * A fold of a trial that was trained again.
     *
     * @param trial its number, 0 in a run that is no sweep
     * @param now what it became
     */
    public record Retrained(int trial, int fold, UnitFolder now) {}

    /**
     * Compares. What the original has not trained is left out; what it has and the other has not, differs.
     *
     * @param units that were trained again
     * @param whole whether that are all of the original, so that there are results of the run itself
     */
    public static Reproduction of(RunFolder original, RunFolder again, List<Retrained> units, boolean whole) {
        List<FileMatch> files = new ArrayList<>();
        List<ScoreMatch> scores = new ArrayList<>();
        double largest = 0;
        for (Retrained unit : units) {
            UnitFolder before = original.unit(unit.trial(), unit.fold());
            UnitFolder now = unit.now();
            if (!before.exists()) {
                continue;
            }
            if (!now.exists()) {
                files.add(new FileMatch(shown(original, before.path()), false));
                continue;
            }
            for (String name : unitFiles(before.unit(), now.unit())) {
                boolean equal = name.equals(UnitFolder.HISTORY)
                        ? sameHistory(before.file(name), now.file(name))
                        : same(before.file(name), now.file(name));
                files.add(new FileMatch(shown(original, before.file(name)), equal));
                if (!equal && name.endsWith(".csv") && !name.equals(UnitFolder.HISTORY)) {
                    largest = Math.max(largest, largestDifference(before.file(name), now.file(name)));
                }
            }
            addScores(unit, before.unit(), now.unit(), scores);
        }
        for (String name : whole ? results(original, again) : List.of("split.csv")) {
            files.add(new FileMatch(
                    name, same(original.path().resolve(name), again.path().resolve(name))));
        }
        return new Reproduction(
                original.path(), again.path(), files, scores, largest, Circumstances.differences(original, again));
    }

    private static String shown(RunFolder original, Path file) {
        return original.path().relativize(file).toString();
    }

    private static Set<String> unitFiles(UnitRecord before, UnitRecord now) {
        Set<String> names = new TreeSet<>(before.files().keySet());
        names.addAll(now.files().keySet());
        names.remove(UnitFolder.LOG);
        names.removeIf(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
        return names;
    }

    private static Set<String> results(RunFolder original, RunFolder again) {
        Set<String> names = new TreeSet<>();
        for (RunFolder folder : List.of(original, again)) {
            try (Stream<Path> files = Files.list(folder.path())) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> RESULTS.stream().anyMatch(name::startsWith))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new StoreException("read", folder.path(), e);
            }
        }
        return names;
    }

    private static boolean same(Path before, Path now) {
        return PlainFile.exists(before)
                && PlainFile.exists(now)
                && (WholeFile.sha256(before).equals(WholeFile.sha256(now))
                        || before.toString().endsWith(".zip") && entries(before).equals(entries(now)));
    }

    /** What is in an archive: earlier releases wrote the time of day into it. */
    private static Map<String, List<Long>> entries(Path archive) {
        Map<String, List<Long>> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().forEach(entry -> entries.put(entry.getName(), List.of(entry.getSize(), entry.getCrc())));
        } catch (IOException e) {
            entries.put(archive.toString(), List.of()); // no archive: equal to nothing else
        }
        return entries;
    }

    private static boolean sameHistory(Path before, Path now) {
        return PlainFile.exists(before)
                && PlainFile.exists(now)
                && withoutSeconds(before).equals(withoutSeconds(now));
    }

    private static List<List<String>> withoutSeconds(Path history) {
        List<List<String>> rows = new ArrayList<>();
        int[] column = {0};
        Csv.forEach(
                history,
                header -> {
                    column[0] = header.indexOf(SECONDS);
                    rows.add(header);
                },
                row -> {
                    List<String> kept = new ArrayList<>(row);
                    if (column[0] >= 0) {
                        kept.remove(column[0]);
                    }
                    rows.add(kept);
                });
        return rows;
    }

    private static void addScores(Retrained unit, UnitRecord before, UnitRecord now, List<ScoreMatch> scores) {
        before.scores().forEach((metric, value) -> {
            double other = now.scores().getOrDefault(metric, Double.NaN);
            if (Double.compare(value, other) != 0) {
                scores.add(new ScoreMatch(unit.trial(), unit.fold(), metric, value, other));
            }
        });
    }

    /** Of numbers at the same place of two tables of predictions; infinite if the tables are not of the same samples. */
    private static double largestDifference(Path before, Path now) {
        if (!PlainFile.exists(before) || !PlainFile.exists(now)) {
            return 0;
        }
        List<List<String>> first = rows(before);
        List<List<String>> second = rows(now);
        double largest = 0;
        if (first.size() != second.size()) {
            return Double.POSITIVE_INFINITY;
        }
        for (int row = 0; row < first.size(); row++) {
            if (!first.get(row).get(0).equals(second.get(row).get(0))
                    || first.get(row).size() != second.get(row).size()) {
                return Double.POSITIVE_INFINITY;
            }
            for (int column = 1; column < first.get(row).size(); column++) {
                double difference = Double.parseDouble(first.get(row).get(column))
                        - Double.parseDouble(second.get(row).get(column));
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        return largest;
    }

    private static List<List<String>> rows(Path table) {
        List<List<String>> rows = new ArrayList<>();
        Csv.forEach(table, header -> {}, row -> {
            row.stream().skip(1).forEach(Double::parseDouble); // or it is no table of predictions
            rows.add(row);
        });
        return rows;
    }
}
