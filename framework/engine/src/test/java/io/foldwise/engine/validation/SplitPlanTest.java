package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitPlanTest {

    private static final Dataset DATA = TinyVectors.of(2, TinyVectors.schema(1), 6, new Seed(1));

    @TempDir
    private Path folder;

    @Test
    void readsBackPlainAndNestedFolds() {
        Fold plain = new Fold(new int[] {0, 1, 2, 3}, new int[] {4, 5}, new int[] {4, 5});
        Fold nested = new Fold(new int[] {0, 5}, new int[] {1}, new int[] {2, 3});
        Path file = folder.resolve("split.csv");

        new SplitPlan(List.of(plain, nested)).write(file, DATA);
        SplitPlan read = SplitPlan.read(file, DATA);

        assertThat(read.folds()).usingRecursiveComparison().isEqualTo(List.of(plain, nested));
    }

    @Test
    void takesFoldsThatLeaveRowsOutOrHoldThemOutTwice() {
        List<Fold> folds = List.of(
                fold(rows(0, 1), rows(4, 5), rows(4, 5)),
                fold(rows(2), rows(1), rows(4, 5)),
                fold(rows(0), rows(), rows(5)));

        assertThat(plan(folds.toArray(Fold[]::new)).folds()).isEqualTo(folds);
    }

    @Test
    void refusesFoldsThatAreScoredOnWhatTheyLearnFrom() {
        Fold right = fold(rows(0, 1, 2), rows(3, 4, 5), rows(3, 4, 5));
        assertRefused(
                "fold 1: learns from rows that it holds out: row 2", right, fold(rows(1, 2), rows(3), rows(2, 4)));
        assertRefused(
                "fold 0: learns from rows that it validates on: row 1 and 2 more",
                fold(rows(0, 1, 2, 3), rows(1, 2, 3), rows(4)));
        assertRefused("fold 0: validates on some of its held-out rows: row 4", fold(rows(0), rows(3, 4), rows(4, 5)));
    }

    @Test
    void refusesRowsThatItCouldNotReadBack() {
        assertRefused("fold 0: held-out rows hold 6, but the data has rows 0..5", fold(rows(0), rows(1), rows(2, 6)));
        assertRefused("fold 0: training rows hold -1, but the data has rows 0..5", fold(rows(-1), rows(1), rows(2)));
        assertRefused("fold 0: held-out rows are not ascending: 2 follows 2", fold(rows(0), rows(1), rows(2, 2)));
        assertRefused("fold 0: training rows are not ascending: 3 follows 5", fold(rows(0, 5, 3), rows(1), rows(2)));
    }

    @Test
    void refusesFoldsThatMixWhatEarlierRunsHeldOutApart() {
        List<Set<String>> earlier = List.of(ids(0, 1, 2), ids(3, 4, 5));
        Fold first = fold(rows(3, 4, 5), rows(0, 1, 2), rows(0, 1, 2));
        Fold part = fold(rows(0, 1, 2), rows(3, 4), rows(3, 4));
        Fold mixed = fold(rows(0, 1, 5), rows(2, 3), rows(2, 3));

        assertThatCode(() -> new EarlierFolds("k-fold", with(earlier)).check(List.of(first, part)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new EarlierFolds("k-fold", with(earlier)).check(List.of(first, mixed)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining(
                        "split k-fold, fold 1 holds out '" + DATA.id(3) + "' together with '" + DATA.id(2) + "'")
                .hasMessageEndingWith("take the split and the seed of that run");
        assertThatCode(() -> new EarlierFolds("k-fold", DATA).check(List.of(mixed)))
                .doesNotThrowAnyException();
    }

    private static Set<String> ids(int... rows) {
        return IntStream.of(rows).mapToObj(DATA::id).collect(Collectors.toSet());
    }

    /** Samples whose features hold what earlier runs predicted. */
    private static Dataset with(List<Set<String>> together) {
        return (Dataset) Proxy.newProxyInstance(
                Dataset.class.getClassLoader(),
                new Class<?>[] {Dataset.class},
                (proxy, method, arguments) ->
                        method.getName().equals("heldOutTogether") ? together : method.invoke(DATA, arguments));
    }

    private static void assertRefused(String fault, Fold... folds) {
        assertThatThrownBy(() -> plan(folds))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage(
                        "split my-split, " + fault + "; this is a fault of the plugin, which SplitContract would find");
    }

    private static SplitPlan plan(Fold... folds) {
        Split split = new Split() {
            @Override
            public OptionalInt folds() {
                return OptionalInt.of(folds.length);
            }

            @Override
            public List<Fold> split(Dataset data, SplittableRandom random) {
                return List.of(folds);
            }
        };
        return SplitPlan.of("my-split", split, DATA, new SplittableRandom(1));
    }

    private static Fold fold(int[] train, int[] validation, int[] heldOut) {
        return new Fold(train, validation, heldOut);
    }

    private static int[] rows(int... rows) {
        return rows;
    }

    @Test
    void refusesTheSplitOfOtherData() {
        Path file = folder.resolve("split.csv");
        new SplitPlan(List.of(new Fold(new int[] {0}, new int[] {1}, new int[] {1}))).write(file, DATA);
        Dataset other = TinyVectors.of(2, TinyVectors.schema(1), 7, new Seed(1));

        assertThatThrownBy(() -> SplitPlan.read(file, other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of 6 samples, the data has 7");
    }
}
