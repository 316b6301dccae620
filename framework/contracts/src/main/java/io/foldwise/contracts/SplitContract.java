package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Split} does: nobody is scored on what was learned from. Training rows are neither looked at for early
 * stopping nor held out, and with groups neither are their relatives; equal seeds give equal folds; and unless it says
 * otherwise, every row is held out once and no row is left unused.
 *
 * <pre>{@code
 * final class KFoldTest extends SplitContract {
 *     @Override
 *     protected Split split() {
 *         return new KFold(new KFold.Params(4));
 *     }
 * }
 * }</pre>
 */
public abstract class SplitContract {

    private static final Seed SEED = new Seed(20_210_225);

    /** A new split of a few folds. */
    protected abstract Split split();

    /** Labelled samples to divide. */
    protected Dataset data() {
        return TinyData.vectors();
    }

    /** In how many folds every row is held out: once in k-fold; 0 where rows differ in that, as in a holdout. */
    protected int timesHeldOut() {
        return 1;
    }

    /** Whether every fold has a role for every row. */
    protected boolean usesEveryRow() {
        return true;
    }

    /** Whether another seed gives other folds. */
    protected boolean changesWithTheSeed() {
        return true;
    }

    @Test
    void givesAsManyFoldsAsItSays() {
        assumeTrue(split().folds().isPresent(), "only the data tells");
        assertThat(folds()).hasSize(split().folds().getAsInt());
    }

    @Test
    void listsRowsInOrder() {
        for (Fold fold : folds()) {
            for (int[] rows : List.of(fold.train(), fold.validation(), fold.heldOut())) {
                assertThat(rows)
                        .as("rows of %s", describe(fold))
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .isSorted();
                assertThat(rows[0]).as("first row").isNotNegative();
                assertThat(rows[rows.length - 1]).as("last row").isLessThan(data().size());
            }
        }
    }

    @Test
    void keepsTrainingRowsOutOfScores() {
        for (Fold fold : folds()) {
            assertThat(fold.train()).as("training rows of %s", describe(fold)).doesNotContain(fold.heldOut());
            assertThat(fold.train()).as("training rows of %s", describe(fold)).doesNotContain(fold.validation());
        }
    }

    @Test
    void validatesOnTheHeldOutRowsOrOnNoneOfThem() {
        for (Fold fold : folds()) {
            if (!Arrays.equals(fold.validation(), fold.heldOut())) {
                assertThat(fold.validation())
                        .as("validation rows of %s, which are not the held-out ones", describe(fold))
                        .doesNotContain(fold.heldOut());
            }
        }
    }

    @Test
    void holdsEveryRowOutEquallyOften() {
        assumeTrue(timesHeldOut() > 0, "need not hold out every row");
        int[] times = new int[data().size()];
        for (Fold fold : folds()) {
            for (int row : fold.heldOut()) {
                times[row]++;
            }
        }
        assertThat(times).as("in how many folds each row is held out").containsOnly(timesHeldOut());
    }

    @Test
    void leavesNoRowUnused() {
        assumeTrue(usesEveryRow(), "need not use every row");
        for (Fold fold : folds()) {
            int[] used = IntStream.of(together(fold.train(), fold.validation(), fold.heldOut()))
                    .distinct()
                    .sorted()
                    .toArray();
            assertThat(used).as("rows with a role in %s", describe(fold)).hasSize(data().size());
        }
    }

    @Test
    void keepsGroupsTogether() {
        assumeTrue(split().needsGroups(), "does not look at groups");
        for (Fold fold : folds()) {
            int[] scored = groups(together(fold.validation(), fold.heldOut()));
            assertThat(groups(fold.train()))
                    .as("groups learned from in %s", describe(fold))
                    .doesNotContain(scored);
            if (!Arrays.equals(fold.validation(), fold.heldOut())) {
                assertThat(groups(fold.validation()))
                        .as("groups validated on in %s", describe(fold))
                        .doesNotContain(groups(fold.heldOut()));
            }
        }
    }

    @Test
    void givesEqualSeedsEqualFolds() {
        Split used = split();
        used.split(data(), SEED.branch("other", 1).random());
        assertThat(used.split(data(), SEED.random()))
                .usingRecursiveComparison()
                .isEqualTo(split().split(data(), SEED.random()));
    }

    @Test
    void givesOtherSeedsOtherFolds() {
        assumeTrue(changesWithTheSeed(), "need not change");
        int[][] first = heldOut(folds());
        int[][] second = heldOut(split().split(data(), SEED.branch("other", 1).random()));
        assertThat(Arrays.deepEquals(first, second))
                .as("two seeds hold out the same rows")
                .isFalse();
    }

    @Test
    void refusesASingleSample() {
        Dataset one = TinyData.of(data().input(), TinyData.schema(3), 1, SEED);
        assertThatExceptionOfType(IncompatibleException.class)
                .as("splitting a single sample")
                .isThrownBy(() -> split().split(one, SEED.random()));
    }

    private List<Fold> folds() {
        return split().split(data(), SEED.random());
    }

    private int[] groups(int[] rows) {
        return Arrays.stream(rows).map(data()::group).distinct().toArray();
    }

    private static int[][] heldOut(List<Fold> folds) {
        return folds.stream().map(Fold::heldOut).toArray(int[][]::new);
    }

    private static int[] together(int[]... rows) {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }

    private static String describe(Fold fold) {
        return "the fold that holds out " + Arrays.toString(fold.heldOut());
    }
}
