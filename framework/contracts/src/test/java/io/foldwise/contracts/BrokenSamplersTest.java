package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link SamplerContract} catches a sampler that breaks it. */
final class BrokenSamplersTest {

    private static final Sampler CORRECT = new TinySampler();

    @Test
    void anEmptyBatch() {
        Sampler trailing = epoch -> append(CORRECT.batches(epoch), new int[0]);
        assertCaught(contract(trailing)::givesBatchesOfTheEpochsRows, "not to be empty");
    }

    @Test
    void noBatchesAtAll() {
        assertCaught(contract(epoch -> List.of())::givesBatchesOfTheEpochsRows, "batches of epoch 0");
    }

    @Test
    void aHeldOutRow() {
        Sampler leaking = epoch -> append(CORRECT.batches(epoch), new int[] {1});
        assertCaught(contract(leaking)::givesBatchesOfTheEpochsRows, "rows that may be trained on");
    }

    @Test
    void aLookAtHeldOutRows() {
        Sampler curious = epoch -> {
            IntStream.range(0, epoch.data().size()).map(epoch.data()::length).sum();
            return CORRECT.batches(epoch);
        };
        assertCaught(contract(curious)::givesBatchesOfTheEpochsRows, "looks at row 1");
    }

    @Test
    void aForgottenRemainder() {
        Sampler dropping = epoch -> CORRECT.batches(epoch).stream()
                .filter(batch -> batch.length == 7)
                .toList();
        assertCaught(contract(dropping)::coversEveryRow, "rows of epoch 0");
    }

    @Test
    void batchesThatDependOnEarlierEpochs() {
        Random own = new Random(1);
        Sampler remembering = epoch -> shuffled(epoch, own);
        assertCaught(contract(remembering)::givesEqualEpochsEqualBatches, "asked for");
    }

    @Test
    void theSameOrderInEveryEpoch() {
        Sampler constant = epoch -> List.of(epoch.rows());
        assertCaught(contract(constant)::changesFromEpochToEpoch, "same batches in the same order");
    }

    @Test
    void rowsSortedInPlace() {
        Sampler disordering = epoch -> {
            int swapped = epoch.rows()[0];
            epoch.rows()[0] = epoch.rows()[1];
            epoch.rows()[1] = swapped;
            return CORRECT.batches(epoch);
        };
        assertCaught(contract(disordering)::leavesTheEpochsRowsAlone, "rows afterwards");
    }

    @Test
    void nothingForASingleRow() {
        Sampler demanding = epoch -> epoch.rows().length < 2 ? List.of() : CORRECT.batches(epoch);
        assertCaught(contract(demanding)::managesWithASingleRow, "not to be empty");
    }

    private static List<int[]> append(List<int[]> batches, int[] batch) {
        List<int[]> longer = new ArrayList<>(batches);
        longer.add(batch);
        return longer;
    }

    private static List<int[]> shuffled(Epoch epoch, Random random) {
        int[] rows = Arrays.stream(epoch.rows())
                .boxed()
                .sorted((a, b) -> random.nextInt(3) - 1)
                .mapToInt(row -> row)
                .toArray();
        return List.of(rows);
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static SamplerContract contract(Sampler sampler) {
        return new SamplerContract() {
            @Override
            protected Sampler sampler() {
                return sampler;
            }
        };
    }
}
