package io.foldwise.engine.validation;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Held-out samples whose features are those of a sample that the fold learns from, {@code leaks.json}: what a network remembers
 * is no prediction, and its score is worth less than it looks.
 *
 * @param heldOut samples, those that several folds hold out counted several times
 * @param equal those of them that have an equal training sample
 * @param stages that have samples of their own
 * @param test samples that are scored
 */
public record Leaks(int heldOut, int equal, List<InFold> folds, List<InStage> stages, InTest test) {

    /** 16 GiB of features: more are not read only for this. */
    private static final long MOST_NUMBERS = 1L << 32;

    /**
     * Those of one fold.
     *
     * @param heldOutId of one that has an equal training sample; empty if there is none
     * @param trainingId of that sample
     */
    public record InFold(int fold, int heldOut, int equal, String heldOutId, String trainingId) {}

    /**
     * Samples of a stage's own that the fold's held-out or validation samples are equal to, and that it therefore leaves out.
     *
     * @param samples of the stage's own, with those
     */
    public record InStage(int stage, int fold, int samples, int leftOut) {}

    /**
     * Test samples whose answers are known.
     *
     * @param equal those that are equal to one that is learned from, of the experiment's or of a stage's own
     * @param id of one of them; empty if there is none
     */
    public record InTest(int samples, int equal, String id) {
        static final InTest NONE = new InTest(0, 0, "");
    }

    /** A record that says nothing is one of nothing. */
    public Leaks {
        folds = folds == null ? List.of() : List.copyOf(folds);
        stages = stages == null ? List.of() : List.copyOf(stages);
        test = test == null ? InTest.NONE : test;
    }

    /** Compares samples, reading one after the other; empty where they are so many numbers that it would take too long. */
    public static Optional<Leaks> find(Dataset data, SplitPlan plan) {
        return find(data, plan, Map.of(), Optional.empty());
    }

    /**
     * As {@link #find(Dataset, SplitPlan)}.
     *
     * @param stages samples of their own, by stage
     * @param test samples; those without answers do not matter
     */
    public static Optional<Leaks> find(
            Dataset data, SplitPlan plan, Map<Integer, OwnSamples> stages, Optional<Dataset> test) {
        return find(data, plan, stages, test.filter(Dataset::labelled), MOST_NUMBERS);
    }

    static Optional<Leaks> find(
            Dataset data, SplitPlan plan, Map<Integer, OwnSamples> stages, Optional<Dataset> test, long mostNumbers) {
        long numbers = Stream.of(Stream.of(data), stages.values().stream().map(OwnSamples::data), test.stream())
                .flatMap(each -> each)
                .mapToLong(Leaks::numbers)
                .sum();
        if (numbers > mostNumbers) {
            return Optional.empty();
        }
        long[] hashes = hashes(data);
        int[] contents = contents(hashes);
        List<InFold> folds = new ArrayList<>();
        for (int number = 0; number < plan.folds().size(); number++) {
            folds.add(inFold(data, contents, number, plan.folds().get(number)));
        }
        return Optional.of(new Leaks(
                folds.stream().mapToInt(InFold::heldOut).sum(),
                folds.stream().mapToInt(InFold::equal).sum(),
                folds,
                stages.entrySet().stream()
                        .flatMap(stage -> inStage(stage.getKey(), stage.getValue(), data, hashes, plan))
                        .toList(),
                test.map(scored -> inTest(scored, hashes, stages)).orElse(InTest.NONE)));
    }

    private static InTest inTest(Dataset test, long[] hashes, Map<Integer, OwnSamples> stages) {
        Set<Long> learned = Stream.concat(
                        Stream.of(hashes),
                        stages.values().stream().filter(OwnSamples::answered).map(own -> hashes(own.data())))
                .flatMap(each -> Arrays.stream(each).boxed())
                .collect(Collectors.toSet());
        int[] equal = IntStream.range(0, test.size())
                .filter(row -> learned.contains(ContentHash.of(test, row)))
                .toArray();
        return new InTest(test.size(), equal.length, equal.length == 0 ? "" : test.id(equal[0]));
    }

    /** How many numbers would be read. */
    private static long numbers(Dataset data) {
        int[] first = {0};
        return data.size() == 0 || data.contentHash(0).isPresent()
                ? 0
                : data.features(first).values().length() * data.size();
    }

    private static long[] hashes(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToLong(row -> ContentHash.of(data, row))
                .toArray();
    }

    private static Stream<InStage> inStage(int stage, OwnSamples own, Dataset data, long[] hashes, SplitPlan plan) {
        long[] ownHashes = hashes(own.data());
        return IntStream.range(0, plan.folds().size()).mapToObj(number -> {
            int left = unequal(
                            own,
                            row -> ownHashes[row],
                            data,
                            row -> hashes[row],
                            plan.folds().get(number))
                    .length;
            return new InStage(stage, number, ownHashes.length, ownHashes.length - left);
        });
    }

    private static IntStream unseen(Fold fold) {
        return IntStream.concat(Arrays.stream(fold.heldOut()), Arrays.stream(fold.validation()))
                .distinct();
    }

    /** The rows of a stage's samples that are none that a fold holds out or validates with, and equal to none, ascending. */
    public static int[] unequal(OwnSamples own, Dataset data, Fold fold) {
        return unequal(own, row -> ContentHash.of(own.data(), row), data, row -> ContentHash.of(data, row), fold);
    }

    private static int[] unequal(
            OwnSamples own, IntToLongFunction ownHash, Dataset data, IntToLongFunction hash, Fold fold) {
        Set<Long> contents = unseen(fold).mapToLong(hash).boxed().collect(Collectors.toSet());
        Set<String> ids = own.sameIds() ? unseen(fold).mapToObj(data::id).collect(Collectors.toSet()) : Set.of();
        return IntStream.range(0, own.data().size())
                .filter(row -> !ids.contains(own.data().id(row)))
                .filter(row -> contents.isEmpty() || !contents.contains(ownHash.applyAsLong(row)))
                .toArray();
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

    /** What to tell whoever reads the scores. */
    public List<String> notices() {
        return Stream.of(ofFolds().stream(), ofStages(), ofTest().stream())
                .flatMap(each -> each)
                .toList();
    }

    private Optional<String> ofTest() {
        return Optional.of(test)
                .filter(samples -> samples.equal() > 0)
                .map(samples ->
                        ("%d of %d test samples, whose answers are known, are equal to one that is learned from, such as"
                                        + " '%s': scores on test samples flatter")
                                .formatted(samples.equal(), samples.samples(), samples.id()));
    }

    private Optional<String> ofFolds() {
        return folds.stream()
                .filter(fold -> fold.equal() > 0)
                .findFirst()
                .map(fold ->
                        ("%d of %d held-out samples are equal to one that their fold learns from, such as '%s' to '%s':"
                                        + " they are remembered rather than predicted, and flatter the scores; leave out"
                                        + " all but one of them, or keep equal samples in one group (`plugins describe` tells whether"
                                        + " the reader can) and take a split that keeps groups together (leaks.json counts by fold)")
                                .formatted(equal, heldOut, fold.heldOutId(), fold.trainingId()));
    }

    private Stream<String> ofStages() {
        return stages.stream()
                .filter(stage -> stage.leftOut() > 0)
                .map(stage ->
                        "fold %d leaves out %d of the %d samples that stage %d has of its own: they are equal to samples"
                                        .formatted(stage.fold(), stage.leftOut(), stage.samples(), stage.stage())
                                + " that it holds out or validates with");
    }
}
