package io.foldwise.engine.validation;

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

/**
 * The folds of a run, frozen: once written to {@code split.csv}, every unit and every resumption reads them from there.
 * The file has a row per sample and a column per fold, which says what the sample is in that fold: {@code train},
 * {@code validation}, {@code held-out}, {@code scored} (validation and held-out at once, as in plain k-fold), or
 * {@code unused}.
 */
public record SplitPlan(List<Fold> folds) {

    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";
    private static final String HELD_OUT = "held-out";
    private static final String SCORED = "scored";
    private static final String UNUSED = "unused";
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
        StringBuilder header = new StringBuilder("row");
        for (int fold = 0; fold < folds.size(); fold++) {
            header.append(",fold-").append(fold);
        }
        lines.add(header.toString());
        for (int row = 0; row < roles.length; row++) {
            lines.add(row + "," + String.join(",", roles[row]));
        }
        WholeFile.write(file, lines);
    }

    private static void mark(String[][] roles, int fold, int[] rows, String role) {
        for (int row : rows) {
            roles[row][fold] = role;
        }
    }

    /** @throws StoreException if the file is missing, damaged or of other data */
    public static SplitPlan read(Path file, Dataset data) {
        List<String> lines = WholeFile.read(file).lines().toList();
        if (lines.size() != data.size() + 1) {
            throw new StoreException(file + " is of " + (lines.size() - 1) + " samples, the data has " + data.size());
        }
        String[][] roles = lines.stream().skip(1).map(line -> line.split(",")).toArray(String[][]::new);
        int count = lines.get(0).split(",").length - 1;
        for (int row = 0; row < roles.length; row++) {
            if (roles[row].length != count + 1
                    || !ROLES.containsAll(Arrays.asList(roles[row]).subList(1, count + 1))) {
                throw new StoreException(file + ":" + (row + 2) + " is not as it was written");
            }
        }
        List<Fold> folds = new ArrayList<>();
        for (int fold = 1; fold <= count; fold++) {
            folds.add(new Fold(
                    rows(roles, fold, TRAIN, TRAIN),
                    rows(roles, fold, VALIDATION, SCORED),
                    rows(roles, fold, HELD_OUT, SCORED)));
        }
        return new SplitPlan(folds);
    }

    private static int[] rows(String[][] roles, int fold, String role, String alsoRole) {
        return IntStream.range(0, roles.length)
                .filter(row -> roles[row][fold].equals(role) || roles[row][fold].equals(alsoRole))
                .toArray();
    }
}
