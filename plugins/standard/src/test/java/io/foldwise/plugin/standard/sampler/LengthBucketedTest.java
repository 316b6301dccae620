package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LengthBucketedTest {

    private static final int SIZE = 1000;
    private static final int BATCH = 16;

    private final Samples samples = Samples.of(new float[SIZE][1])
            .withLengths(new SplittableRandom(1).ints(SIZE, 4, 105).toArray());
    private final LengthBucketed sampler = new LengthBucketed(new LengthBucketed.Params(BATCH, 50));

    @Test
    void takesEveryRowOnce() {
        PlainEpoch epoch = PlainEpoch.of(samples, 0, 1);
        List<int[]> batches = sampler.batches(epoch);
        assertThat(batches).hasSize((SIZE + BATCH - 1) / BATCH);
        assertThat(batches.stream().flatMapToInt(Arrays::stream)).containsExactlyInAnyOrder(boxed(epoch.rows()));
    }

    @Test
    void padsFarLessThanShuffling() {
        PlainEpoch epoch = PlainEpoch.of(samples, 0, 1);
        double data = Arrays.stream(samples.lengths()).sum();
        double bucketed =
                sampler.batches(epoch).stream().mapToLong(this::padded).sum() / data;
        double shuffled = new Shuffled(new Shuffled.Params(BATCH))
                        .batches(epoch).stream().mapToLong(this::padded).sum()
                / data;
        assertThat(bucketed).isLessThan(1.1);
        assertThat(shuffled).isGreaterThan(1.5);
    }

    @Test
    void putsTheBatchThatNeedsMostMemoryFirstAndTheOthersAnywhere() {
        boolean ascending = true;
        for (int number = 0; number < 20; number++) {
            long[] padded = sampler.batches(PlainEpoch.of(samples, number, 20)).stream()
                    .mapToLong(this::padded)
                    .toArray();
            assertThat(padded[0]).isEqualTo(Arrays.stream(padded).max().orElseThrow());
            long[] others = Arrays.copyOfRange(padded, 1, padded.length);
            long[] sorted = others.clone();
            Arrays.sort(sorted);
            ascending &= Arrays.equals(others, sorted);
        }
        assertThat(ascending).as("batches always come by length").isFalse();
    }

    @Test
    void mixesBatchesAnewInEveryEpoch() {
        int[] first = batchOfRow(0, sampler.batches(PlainEpoch.of(samples, 0, 2)));
        int[] second = batchOfRow(0, sampler.batches(PlainEpoch.of(samples, 1, 2)));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void looksForSimilarLengthsNoFurtherThanItsPool() {
        LengthBucketed unsorted = new LengthBucketed(new LengthBucketed.Params(BATCH, 1));
        double data = Arrays.stream(samples.lengths()).sum();
        double padded = unsorted.batches(PlainEpoch.of(samples, 0, 1)).stream()
                        .mapToLong(this::padded)
                        .sum()
                / data;
        assertThat(padded).isGreaterThan(1.5);
    }

    private long padded(int[] batch) {
        return (long) batch.length
                * Arrays.stream(batch).map(samples::length).max().orElseThrow();
    }

    private static int[] batchOfRow(int row, List<int[]> batches) {
        int[] found = batches.stream()
                .filter(batch -> Arrays.stream(batch).anyMatch(other -> other == row))
                .findFirst()
                .orElseThrow();
        Arrays.sort(found);
        return found;
    }

    private static Integer[] boxed(int[] rows) {
        return Arrays.stream(rows).boxed().toArray(Integer[]::new);
    }
}
