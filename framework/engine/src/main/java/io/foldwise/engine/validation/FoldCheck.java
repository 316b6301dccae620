package io.foldwise.engine.validation;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Refuses folds that would be scored on what was learned from, or that {@code split.csv} cannot tell: rows are ascending and
 * of the data, training rows are neither validated on nor held out, and validation rows are the held-out ones or none of
 * them. A fold need not use every row, and folds may hold out the same rows, as in repeated cross-validation.
 */
record FoldCheck(String split, int samples) {

    /** @throws IncompatibleException if a fold is not as it has to be */
    void check(List<Fold> folds) {
        for (int number = 0; number < folds.size(); number++) {
            Fold fold = folds.get(number);
            String place = "split " + split + ", fold " + number + ": ";
            rows(place + "training rows", fold.train());
            rows(place + "validation rows", fold.validation());
            rows(place + "held-out rows", fold.heldOut());
            apart(place + "learns from rows that it holds out", fold.train(), fold.heldOut());
            apart(place + "learns from rows that it validates on", fold.train(), fold.validation());
            if (!Arrays.equals(fold.validation(), fold.heldOut())) {
                apart(place + "validates on some of its held-out rows", fold.validation(), fold.heldOut());
            }
        }
    }

    private void rows(String what, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= samples) {
                throw refusal(what + " hold " + rows[i] + ", but the data has rows 0.." + (samples - 1));
            }
            if (i > 0 && rows[i] <= rows[i - 1]) {
                throw refusal(what + " are not ascending: " + rows[i] + " follows " + rows[i - 1]);
            }
        }
    }

    private static void apart(String fault, int[] some, int[] others) {
        int[] shared = IntStream.of(some)
                .filter(row -> Arrays.binarySearch(others, row) >= 0)
                .toArray();
        if (shared.length > 0) {
            throw refusal(
                    fault + ": row " + shared[0] + (shared.length == 1 ? "" : " and " + (shared.length - 1) + " more"));
        }
    }

    private static IncompatibleException refusal(String fault) {
        return new IncompatibleException(fault + "; this is a fault of the plugin, which SplitContract would find");
    }
}
