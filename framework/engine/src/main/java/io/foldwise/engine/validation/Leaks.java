package io.foldwise.engine.validation;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Held-out samples whose features are those of a sample that the fold learns from, {@code leaks.json}: what a network remembers
 * is no prediction, and its score is worth less than it looks.
 *
 * @param heldOut samples, those that several folds hold out counted several times
 * @param equal those of them that have an equal training sample
 */
public record Leaks(int heldOut, int equal, List<InFold> folds) {

    /** 16 GiB of features: more are not read only for this. */
    private static final long MOST_NUMBERS = 1L << 32;

    /**
     * Those of one fold.
     *
     * @param heldOutId of one that has an equal training sample; empty if there is none
     * @param trainingId of that sample
     */
    public record InFold(int fold, int heldOut, int equal, String heldOutId, String trainingId) {}

    /** A record that says nothing is one of nothing. */
    public Leaks {
        folds = folds == null ? List.of() : List.copyOf(folds);
    }

    /** Compares samples, reading one after the other; empty where they are so many numbers that it would take too long. */
    public static Optional<Leaks> find(Dataset data, SplitPlan plan) {
        return find(data, plan, MOST_NUMBERS);
    }

    static Optional<Leaks> find(Dataset data, SplitPlan plan, long mostNumbers) {
        int[] first = {0};
        if (data.contentHash(0).isEmpty() && data.features(first).values().length() * data.size() > mostNumbers) {
            return Optional.empty();
        }
        long[] hashes = IntStream.range(0, data.size())
                .mapToLong(row -> ContentHash.of(data, row))
                .toArray();
        int[] contents = contents(hashes);
        List<InFold> folds = new ArrayList<>();
        for (int number = 0; number < plan.folds().size(); number++) {
            folds.add(inFold(data, contents, number, plan.folds().get(number)));
        }
        return Optional.of(new Leaks(
                folds.stream().mapToInt(InFold::heldOut).sum(),
                folds.stream().mapToInt(InFold::equal).sum(),
                folds));
    }

    /** The first row with the same content, for every row. */
    private static int[] contents(long[] hashes) {
        Map<Long, Integer> first = new HashMap<>();
        return IntStream.range(0, hashes.length)
                .map(row -> {
                    Integer earlier = first.putIfAbsent(hashes[row], row);
                    return earlier == null ? row : earlier;
                })
                .toArray();
    }

    private static InFold inFold(Dataset data, int[] contents, int number, Fold fold) {
        int[] learned = new int[contents.length]; // by content, a row that has it, counted from 1
        for (int row : fold.train()) {
            learned[contents[row]] = row + 1;
        }
        int[] equal = Arrays.stream(fold.heldOut())
                .filter(row -> learned[contents[row]] > 0)
                .toArray();
        return new InFold(
                number,
                fold.heldOut().length,
                equal.length,
                equal.length == 0 ? "" : data.id(equal[0]),
                equal.length == 0 ? "" : data.id(learned[contents[equal[0]]] - 1));
    }

    /** What to tell whoever reads the scores; empty if there is nothing to tell. */
    public Optional<String> notice() {
        return folds.stream()
                .filter(fold -> fold.equal() > 0)
                .findFirst()
                .map(fold ->
                        ("%d of %d held-out samples are equal to one that their fold learns from, such as '%s' to '%s':"
                                        + " they are remembered rather than predicted, and flatter the scores; let the reader group"
                                        + " equal samples, and take a split that keeps groups together (leaks.json counts by fold)")
                                .formatted(equal, heldOut, fold.heldOutId(), fold.trainingId()));
    }
}
