package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link SplitContract} catches a split that breaks it. */
final class BrokenSplitsTest {

    @Test
    void aMissingFold() {
        Split incomplete = broken((data, random, folds) -> folds.subList(0, 2));
        assertCaught(contract(incomplete)::givesAsManyFoldsAsItSays, "size: 3");
    }

    @Test
    void rowsOutOfOrder() {
        Split reversed = eachFold(fold -> new Fold(fold.train(), reversed(fold.validation()), fold.heldOut()));
        assertCaught(contract(reversed)::listsRowsInOrder, "sorted");
    }

    @Test
    void noValidationRows() {
        Split unvalidated = eachFold(fold -> new Fold(fold.train(), new int[0], fold.heldOut()));
        assertCaught(contract(unvalidated)::listsRowsInOrder, "not to be empty");
    }

    @Test
    void trainingOnHeldOutRows() {
        Split leaking =
                eachFold(fold -> new Fold(together(fold.train(), fold.heldOut()), fold.heldOut(), fold.heldOut()));
        assertCaught(contract(leaking)::keepsTrainingRowsOutOfScores, "training rows");
    }

    @Test
    void trainingOnValidationRows() {
        Split leaking = eachFold(fold -> new Fold(fold.train(), fold.train(), fold.heldOut()));
        assertCaught(contract(leaking)::keepsTrainingRowsOutOfScores, "training rows");
    }

    @Test
    void someHeldOutRowsAmongThoseForValidation() {
        Split mixed = eachFold(fold -> new Fold(fold.train(), first(fold.heldOut(), 3), fold.heldOut()));
        assertCaught(contract(mixed)::validatesOnTheHeldOutRowsOrOnNoneOfThem, "not the held-out ones");
    }

    @Test
    void rowsThatAreNeverHeldOut() {
        Split partial = eachFold(fold -> new Fold(fold.train(), fold.heldOut(), first(fold.heldOut(), 3)));
        assertCaught(contract(partial)::holdsEveryRowOutEquallyOften, "each row is held out");
    }

    @Test
    void rowsWithoutARole() {
        Split wasteful = eachFold(fold -> new Fold(first(fold.train(), 5), fold.validation(), fold.heldOut()));
        assertCaught(contract(wasteful)::leavesNoRowUnused, "rows with a role");
    }

    @Test
    void groupsOnBothSides() {
        Split torn = broken((data, random, folds) -> IntStream.range(0, 3)
                .mapToObj(fold -> {
                    int[] heldOut = rows(data, row -> row % 3 == fold);
                    return new Fold(rows(data, row -> row % 3 != fold), heldOut, heldOut);
                })
                .toList());
        contract(torn).keepsTrainingRowsOutOfScores();
        contract(torn).holdsEveryRowOutEquallyOften();
        assertCaught(contract(torn)::keepsGroupsTogether, "groups learned from");
    }

    @Test
    void groupsTornBetweenValidationAndScore() {
        Split torn = eachFold(fold -> {
            int[] validation =
                    IntStream.of(fold.heldOut()).filter(row -> row % 2 == 0).toArray();
            int[] heldOut =
                    IntStream.of(fold.heldOut()).filter(row -> row % 2 == 1).toArray();
            return new Fold(fold.train(), validation, heldOut);
        });
        assertCaught(contract(torn)::keepsGroupsTogether, "groups validated on");
    }

    @Test
    void foldsThatDependOnEarlierSplits() {
        SplittableRandom own = new SplittableRandom(1);
        Split remembering = broken((data, random, folds) -> new TinySplit().split(data, own));
        assertCaught(contract(remembering)::givesEqualSeedsEqualFolds, "");
    }

    @Test
    void theSameFoldsForEverySeed() {
        Split constant = broken((data, random, folds) -> new TinySplit().split(data, new SplittableRandom(1)));
        assertCaught(contract(constant)::givesOtherSeedsOtherFolds, "two seeds");
    }

    @Test
    void foldsOfASingleSample() {
        int[] row = {0};
        Split undemanding = new Split() {
            @Override
            public OptionalInt folds() {
                return OptionalInt.of(1);
            }

            @Override
            public List<Fold> split(Dataset data, SplittableRandom random) {
                return List.of(new Fold(row, row, row));
            }
        };
        assertCaught(contract(undemanding)::refusesASingleSample, "splitting a single sample");
    }

    private interface Breaking {
        List<Fold> apply(Dataset data, SplittableRandom random, List<Fold> folds);
    }

    private static Split broken(Breaking breaking) {
        TinySplit correct = new TinySplit();
        return new Split() {
            @Override
            public OptionalInt folds() {
                return correct.folds();
            }

            @Override
            public boolean needsGroups() {
                return true;
            }

            @Override
            public List<Fold> split(Dataset data, SplittableRandom random) {
                return breaking.apply(data, random, correct.split(data, random));
            }
        };
    }

    private static Split eachFold(UnaryOperator<Fold> change) {
        return broken((data, random, folds) -> folds.stream().map(change).toList());
    }

    private static int[] rows(Dataset data, IntPredicate chosen) {
        return IntStream.range(0, data.size()).filter(chosen).toArray();
    }

    private static int[] first(int[] rows, int count) {
        return IntStream.of(rows).limit(count).toArray();
    }

    private static int[] reversed(int[] rows) {
        return IntStream.range(0, rows.length)
                .map(i -> rows[rows.length - 1 - i])
                .toArray();
    }

    private static int[] together(int[] some, int[] others) {
        return IntStream.concat(IntStream.of(some), IntStream.of(others))
                .sorted()
                .toArray();
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static SplitContract contract(Split split) {
        return new SplitContract() {
            @Override
            protected Split split() {
                return split;
            }
        };
    }
}
