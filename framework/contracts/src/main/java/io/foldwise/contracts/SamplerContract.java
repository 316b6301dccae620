package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Sampler} does: it gives batches of the epoch's rows and looks at no others; equal epochs give equal
 * batches, whatever was asked before; and unless it says otherwise, every row comes once and each epoch is different.
 *
 * <pre>{@code
 * final class ShuffledTest extends SamplerContract {
 *     @Override
 *     protected Sampler sampler() {
 *         return new Shuffled(new Shuffled.Params(8));
 *     }
 * }
 * }</pre>
 */
public abstract class SamplerContract {

    private static final Seed SEED = new Seed(20_210_224);
    private static final int EPOCHS = 6;

    /** A new sampler with batches of about 8. */
    protected abstract Sampler sampler();

    /** Labelled samples to draw from, more than two batches of them. */
    protected Dataset data() {
        return TinyData.sequences();
    }

    /** Whether every epoch holds every row exactly once. */
    protected boolean coversEveryRowOnce() {
        return true;
    }

    /** Whether two epochs differ. */
    protected boolean changesWithTheEpoch() {
        return true;
    }

    @Test
    void givesBatchesOfTheEpochsRows() {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            List<int[]> batches = batches(sampler(), epoch, rows());
            assertThat(batches)
                    .as("batches of epoch %d", epoch)
                    .isNotEmpty()
                    .allSatisfy(batch -> assertThat(batch).isNotEmpty());
            assertThat(rows()).as("rows that may be trained on").contains(together(batches));
        }
    }

    @Test
    void coversEveryRow() {
        assumeTrue(coversEveryRowOnce(), "need not cover every row");
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            assertThat(together(batches(sampler(), epoch, rows())))
                    .as("rows of epoch %d", epoch)
                    .containsExactlyInAnyOrder(rows());
        }
    }

    @Test
    void givesEqualEpochsEqualBatches() {
        Sampler used = sampler();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            int[][] expected = batches(used, epoch, rows()).toArray(int[][]::new);
            int[][] fresh = batches(sampler(), epoch, rows()).toArray(int[][]::new);
            assertThat(fresh).as("batches of epoch %d, asked for first", epoch).isDeepEqualTo(expected);
        }
        int[][] again = batches(used, 1, rows()).toArray(int[][]::new);
        int[][] expected = batches(sampler(), 1, rows()).toArray(int[][]::new);
        assertThat(again).as("batches of epoch 1, asked for again").isDeepEqualTo(expected);
    }

    @Test
    void changesFromEpochToEpoch() {
        assumeTrue(changesWithTheEpoch(), "need not change");
        int[][] first = batches(sampler(), 0, rows()).toArray(int[][]::new);
        int[][] second = batches(sampler(), 1, rows()).toArray(int[][]::new);
        assertThat(Arrays.deepEquals(first, second))
                .as("epochs 0 and 1 have the same batches in the same order")
                .isFalse();
    }

    @Test
    void leavesTheEpochsRowsAlone() {
        int[] rows = rows();
        sampler().batches(epoch(0, rows));
        assertThat(rows).as("the epoch's rows afterwards").containsExactly(rows());
    }

    @Test
    void managesWithASingleRow() {
        int[] row = {5};
        List<int[]> batches = batches(sampler(), 0, row);
        assertThat(batches).isNotEmpty().allSatisfy(batch -> assertThat(batch).containsOnly(5));
    }

    /** Every third row is held out. */
    private int[] rows() {
        return IntStream.range(0, data().size()).filter(row -> row % 3 != 1).toArray();
    }

    private List<int[]> batches(Sampler sampler, int epoch, int[] rows) {
        return sampler.batches(epoch(epoch, rows));
    }

    private TinyEpoch epoch(int number, int[] rows) {
        return new TinyEpoch(new OnlyRows(data(), rows, true), rows, number, EPOCHS, SEED);
    }

    private static int[] together(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
