package io.foldwise.plugin.standard.split;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Folds of equal size, each held out once while the others train.
 *
 * @param division keeps apart what folds must not share
 * @param folds how many, at least 2
 * @param validationShare the share of each fold's training part that early stopping looks at instead of the held-out
 *     samples; 0 lets it look at those
 */
record CrossValidation(Division division, int folds, double validationShare) {

    List<Fold> split(Dataset data, SplittableRandom random) {
        if (data.size() < folds) {
            throw new IncompatibleException(
                    String.format("%d folds need at least %d samples; the data has %d", folds, folds, data.size()));
        }
        int[] rows = IntStream.range(0, data.size()).toArray();
        double[] equal = new double[folds];
        Arrays.fill(equal, 1);
        return holdingOut(data, division.divide(data, rows, equal, random), random);
    }

    /** A fold for each part of the samples. */
    List<Fold> holdingOut(Dataset data, List<int[]> parts, SplittableRandom random) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        return parts.stream()
                .map(heldOut -> fold(data, without(rows, heldOut), heldOut, random))
                .toList();
    }

    private Fold fold(Dataset data, int[] others, int[] heldOut, SplittableRandom random) {
        if (validationShare == 0) {
            return new Fold(others, heldOut, heldOut);
        }
        List<int[]> parts =
                division.divide(data, others, new double[] {1 - validationShare, validationShare}, random.split());
        return new Fold(parts.get(0), parts.get(1), heldOut);
    }

    private static int[] without(int[] rows, int[] heldOut) {
        return Arrays.stream(rows)
                .filter(row -> Arrays.binarySearch(heldOut, row) < 0)
                .toArray();
    }
}
