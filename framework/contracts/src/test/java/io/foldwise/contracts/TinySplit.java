package io.foldwise.contracts;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A correct split: every group goes to one of three folds, validation rows are the held-out ones. */
final class TinySplit implements Split {

    private static final int FOLDS = 3;

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(FOLDS);
    }

    @Override
    public boolean needsGroups() {
        return true;
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        int start = random.nextInt(FOLDS);
        Map<Integer, Integer> folds = new HashMap<>();
        for (int row = 0; row < data.size(); row++) {
            folds.putIfAbsent(data.group(row), (start + folds.size() + random.nextInt(2)) % FOLDS);
        }
        if (folds.size() < FOLDS) {
            throw new IncompatibleException(FOLDS + " folds need as many groups, not " + folds.size());
        }
        return IntStream.range(0, FOLDS)
                .mapToObj(fold -> {
                    int[] heldOut = rows(data, row -> folds.get(data.group(row)) == fold);
                    return new Fold(rows(data, row -> folds.get(data.group(row)) != fold), heldOut, heldOut);
                })
                .toList();
    }

    private static int[] rows(Dataset data, IntPredicate chosen) {
        return IntStream.range(0, data.size()).filter(chosen).toArray();
    }
}
