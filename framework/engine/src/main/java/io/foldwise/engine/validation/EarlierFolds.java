package io.foldwise.engine.validation;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Refuses folds that divide what earlier runs held out together, whose predictions are among the features. */
record EarlierFolds(String split, Dataset data) {

    /** @throws IncompatibleException if a fold holds out samples that were not held out together */
    void check(List<Fold> folds) {
        for (Set<String> together : data.heldOutTogether()) {
            for (int number = 0; number < folds.size(); number++) {
                check(number, folds.get(number).heldOut(), together);
            }
        }
    }

    private void check(int number, int[] heldOut, Set<String> together) {
        List<String> ids = Arrays.stream(heldOut).mapToObj(data::id).toList();
        List<String> apart = ids.stream().filter(id -> !together.contains(id)).toList();
        if (!apart.isEmpty() && apart.size() < ids.size()) {
            String other = ids.stream().filter(together::contains).findFirst().orElseThrow();
            throw new IncompatibleException("split " + split + ", fold " + number + " holds out '" + apart.get(0)
                    + "' together with '" + other
                    + "', which an earlier run held out apart from it; its predictions are among the"
                    + " features, and scores would be too good: take the split and the seed of that run");
        }
    }
}
