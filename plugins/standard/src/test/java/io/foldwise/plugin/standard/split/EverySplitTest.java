package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all splits of this package have in common. */
final class EverySplitTest {

    static Stream<Named<Split>> crossValidations() {
        return Stream.of(
                Named.of("k-fold", new KFold(new KFold.Params(5, true, 0))),
                Named.of("k-fold in order", new KFold(new KFold.Params(5, false, 0))),
                Named.of("k-fold with validation", new KFold(new KFold.Params(5, true, 0.2))),
                Named.of("k-fold in order with validation", new KFold(new KFold.Params(3, false, 0.1))),
                Named.of("stratified-k-fold", new StratifiedKFold(new StratifiedKFold.Params(5, 0))),
                Named.of("stratified-k-fold with validation", new StratifiedKFold(new StratifiedKFold.Params(5, 0.1))),
                Named.of("grouped-k-fold", new GroupedKFold(new GroupedKFold.Params(4, 0))),
                Named.of("grouped-k-fold with validation", new GroupedKFold(new GroupedKFold.Params(4, 0.2))));
    }

    static Stream<Named<Split>> splits() {
        Stream<Named<Split>> holdouts = Arrays.stream(Holdout.By.values())
                .map(by -> Named.of("holdout by " + by, new Holdout(new Holdout.Params(8, 1, 1, by))));
        return Stream.concat(crossValidations(), holdouts);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void givesEverySampleOneRoleInEveryFold(Split split) {
        for (int seed = 0; seed < 10; seed++) {
            Samples samples = samples(seed, 120);
            List<Fold> folds = split.split(samples, new SplittableRandom(seed));
            assertThat(folds).hasSize(split.folds().getAsInt());
            for (Fold fold : folds) {
                assertThat(fold.train()).isNotEmpty().isSorted();
                assertThat(fold.validation()).isNotEmpty().isSorted();
                assertThat(fold.heldOut()).isNotEmpty().isSorted();
                boolean apart = !Arrays.equals(fold.validation(), fold.heldOut());
                IntStream all = IntStream.concat(
                        IntStream.concat(Arrays.stream(fold.train()), Arrays.stream(fold.heldOut())),
                        apart ? Arrays.stream(fold.validation()) : IntStream.empty());
                assertThat(all.sorted().toArray())
                        .containsExactly(IntStream.range(0, 120).toArray());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("crossValidations")
    void holdsEverySampleOutOnce(Split split) {
        for (int seed = 0; seed < 10; seed++) {
            int[] heldOut = split.split(samples(seed, 120), new SplittableRandom(seed)).stream()
                    .flatMapToInt(fold -> Arrays.stream(fold.heldOut()))
                    .sorted()
                    .toArray();
            assertThat(heldOut).containsExactly(IntStream.range(0, 120).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("splits")
    void dependsOnDataAndRandomnessAlone(Split split) {
        Samples samples = samples(1, 120);
        String first = describe(split.split(samples, new SplittableRandom(7)));
        split.split(samples, new SplittableRandom(8));
        assertThat(describe(split.split(samples, new SplittableRandom(7)))).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void refusesTooFewSamples(Split split) {
        for (int size = 1; size <= 2; size++) {
            Samples samples = samples(1, size);
            assertThatExceptionOfType(IncompatibleException.class)
                    .isThrownBy(() -> split.split(samples, new SplittableRandom(1)))
                    .withMessageContaining(Integer.toString(samples.size()));
        }
    }

    static String describe(List<Fold> folds) {
        return folds.stream()
                .map(fold -> Arrays.toString(fold.train())
                        + Arrays.toString(fold.validation())
                        + Arrays.toString(fold.heldOut()))
                .toList()
                .toString();
    }

    /** Samples with two labels, about four to a group. */
    private static Samples samples(int seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        return Samples.random(size, random, 0.3, 0.05)
                .withGroups(random.ints(size, 0, (size + 3) / 4).toArray());
    }
}
