package io.foldwise.engine.validation;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folds of a run, frozen: once written to {@code split.csv}, every unit and every resumption reads them from there.
 * The file has a row per sample and a column per fold, which says what the sample is in that fold: {@code train},
 * {@code validation}, {@code held-out}, {@code scored} (validation and held-out at once, as in plain k-fold), or
 * {@code unused}.
 */
public record SplitPlan(List<Fold> folds) {

    static final String TRAIN = "train";
    private static final String VALIDATION = "validation";
    private static final String HELD_OUT = "held-out";
    private static final String SCORED = "scored";
    private static final String UNUSED = "unused";
    static final Set<String> HELD_OUT_ROLES = Set.of(HELD_OUT, SCORED);
    private static final Set<String> ROLES = Set.of(TRAIN, VALIDATION, HELD_OUT, SCORED, UNUSED);

    public SplitPlan {
        folds = List.copyOf(folds);
    }

    /**
     * Divides samples.
     *
     * @param name what experiment files call the split
     * @throws IncompatibleException if the split cannot divide this data, or gives folds that are scored on what they learn
     */
    public static SplitPlan of(String name, Split split, Dataset data, SplittableRandom random) {
        List<Fold> folds = split.split(data, random);
        new FoldCheck(name, data.size()).check(folds);
        new EarlierFolds(name, data).check(folds);
        return new SplitPlan(folds);
    }

    public void write(Path file, Dataset data) {
        String[][] roles = new String[data.size()][folds.size()];
        for (String[] row : roles) {
            Arrays.fill(row, UNUSED);
        }
        for (int fold = 0; fold < folds.size(); fold++) {
            mark(roles, fold, folds.get(fold).train(), TRAIN);
            mark(roles, fold, folds.get(fold).validation(), VALIDATION);
            for (int row : folds.get(fold).heldOut()) {
                roles[row][fold] = roles[row][fold].equals(VALIDATION) ? SCORED : HELD_OUT;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(Csv.line(row("row", IntStream.range(0, folds.size()).mapToObj(fold -> "fold-" + fold))));
        for (int row = 0; row < roles.length; row++) {
            lines.add(Csv.line(row(Integer.toString(row), Arrays.stream(roles[row]))));
        }
        WholeFile.write(file, lines);
    }

    private static List<String> row(String name, Stream<String> cells) {
        return Stream.concat(Stream.of(name), cells).toList();
    }

    private static void mark(String[][] roles, int fold, int[] rows, String role) {
        for (int row : rows) {
            roles[row][fold] = role;
        }
    }

    /** Whether two folds hold out a sample in common. */
    public boolean overlap(int some, int other) {
        int[] heldOut = folds.get(other).heldOut();
        return Arrays.stream(folds.get(some).heldOut()).anyMatch(row -> Arrays.binarySearch(heldOut, row) >= 0);
    }

    /** How many folds a file tells of. */
    public static int count(Path file) {
        List<String> header = new ArrayList<>();
        Csv.forEach(file, header::addAll, row -> {});
        return header.size() - 1;
    }

    /** @throws StoreException if the file is missing, damaged or of other data */
    public static SplitPlan read(Path file, Dataset data) {
        List<String> header = new ArrayList<>();
        List<List<String>> roles = new ArrayList<>();
        Csv.forEach(file, header::addAll, row -> {
            if (!ROLES.containsAll(row.subList(1, row.size()))) {
                throw new IllegalArgumentException("no role of a sample");
            }
            roles.add(row);
        });
        if (roles.size() != data.size()) {
            throw new StoreException(file + " is of " + roles.size() + " samples, the data has " + data.size());
        }
        List<Fold> folds = new ArrayList<>();
        for (int fold = 1; fold < header.size(); fold++) {
            folds.add(new Fold(
                    rows(roles, fold, TRAIN, TRAIN),
                    rows(roles, fold, VALIDATION, SCORED),
                    rows(roles, fold, HELD_OUT, SCORED)));
        }
        return new SplitPlan(folds);
    }

    private static int[] rows(List<List<String>> roles, int fold, String role, String alsoRole) {
        return IntStream.range(0, roles.size())
                .filter(row -> {
                    String written = roles.get(row).get(fold);
                    return written.equals(role) || written.equals(alsoRole);
                })
                .toArray();
    }
}
