package io.foldwise.engine.validation;

import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many folds a {@code split.csv} tells of, of how many samples.
 *
 * @param heldOutToTrain how many samples a fold holds out for each that it trains on, in the mean of folds: 1 / (k - 1) of plain
 *     k-fold; NaN where that is not known
 */
public record SplitSize(int folds, int samples, double heldOutToTrain) {

    /** @throws StoreException if the file is missing or damaged */
    public static SplitSize read(Path file) {
        List<String> header = new ArrayList<>();
        List<int[]> counts = new ArrayList<>(); // of training and held-out samples, by fold
        int[] samples = {0};
        Csv.forEach(
                file,
                names -> {
                    header.addAll(names);
                    names.stream().skip(1).forEach(fold -> counts.add(new int[2]));
                },
                row -> {
                    samples[0]++;
                    for (int fold = 0; fold < counts.size(); fold++) {
                        String role = row.get(fold + 1);
                        counts.get(fold)[0] += role.equals(SplitPlan.TRAIN) ? 1 : 0;
                        counts.get(fold)[1] += SplitPlan.HELD_OUT_ROLES.contains(role) ? 1 : 0;
                    }
                });
        double ratio = IntStream.range(0, counts.size())
                .mapToObj(counts::get)
                .mapToDouble(fold -> fold[1] / (double) fold[0])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new SplitSize(header.size() - 1, samples[0], ratio);
    }
}
