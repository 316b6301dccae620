package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all samplers of this package have in common, alone and nested. */
final class EverySamplerTest {

    private static final int BATCH = 8;
    private static final int[] ROWS =
            IntStream.range(0, 200).filter(row -> row % 4 != 0).toArray();

    static Stream<Named<Sampler>> samplers() {
        Assembler assembler = new Components();
        Spec<Sampler> shuffled = Components.spec(Shuffled.class, new Shuffled.Params(BATCH));
        Spec<Sampler> bucketed = Components.spec(LengthBucketed.class, new LengthBucketed.Params(BATCH, 5));
        Spec<Sampler> sliding = Components.spec(SlidingShare.class, new SlidingShare.Params(0.8, 0.4, bucketed));
        return Stream.of(
                Named.of("shuffled", assembler.build(shuffled)),
                Named.of("length-bucketed", assembler.build(bucketed)),
                Named.of("sliding-share", assembler.build(sliding)),
                Named.of("repeat-rare", new RepeatRare(new RepeatRare.Params(0.5, 4, shuffled), assembler)),
                Named.of(
                        "hard-examples",
                        new HardExamples(
                                new HardExamples.Params(Optional.of(0.3), Optional.empty(), bucketed), assembler)),
                Named.of(
                        "hard-examples of sliding-share",
                        new HardExamples(
                                new HardExamples.Params(Optional.of(0.9), Optional.empty(), sliding), assembler)));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void givesBatchesOfTheEpochsRowsOnly(Sampler sampler) {
        for (int number = 0; number < 10; number++) {
            List<int[]> batches = sampler.batches(epoch(number));
            assertThat(batches).isNotEmpty();
            for (int[] batch : batches) {
                assertThat(batch).hasSizeBetween(1, BATCH);
                assertThat(Arrays.stream(batch).filter(row -> Arrays.binarySearch(ROWS, row) < 0))
                        .isEmpty();
            }
            assertThat(batches.stream().filter(batch -> batch.length < BATCH).count())
                    .as("batches that are not full")
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void dependsOnTheEpochAlone(Sampler sampler) {
        int[][] first = sampler.batches(epoch(3)).toArray(int[][]::new);
        int[][] other = sampler.batches(epoch(4)).toArray(int[][]::new);
        int[][] again = sampler.batches(epoch(3)).toArray(int[][]::new);
        assertThat(again).isDeepEqualTo(first);
        assertThat(Arrays.deepEquals(other, first)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void managesWithASingleRow(Sampler sampler) {
        List<int[]> batches = sampler.batches(epoch(0).withRows(5));
        assertThat(batches).isNotEmpty();
        batches.forEach(batch -> assertThat(batch).containsOnly(5));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void leavesTheEpochsRowsAlone(Sampler sampler) {
        PlainEpoch epoch = epoch(2);
        sampler.batches(epoch);
        assertThat(epoch.rows()).isSorted();
    }

    private static PlainEpoch epoch(int number) {
        SplittableRandom random = new SplittableRandom(1);
        Samples samples = Samples.random(200, random, 0.3, 0.05)
                .withLengths(random.ints(200, 1, 100).toArray());
        return PlainEpoch.of(samples, number, 10)
                .withRows(ROWS.clone())
                .withLosses(random.doubles(ROWS.length).toArray());
    }
}
