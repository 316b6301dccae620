package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

final class UnlabelledBatchesTest {

    private static final Dataset DATA = TinyVectors.of(6, TinyVectors.schema(3), 8, new Seed(5));
    private static final int[] ROWS = {0, 2, 3, 5, 6, 7};

    @Test
    void everySampleComesOnceBeforeAnyComesAgain() {
        UnlabelledBatches batches = batches(4, 1);
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            for (float[] sample :
                    batches.batch(step).orElseThrow().getFeatures(0).toFloatMatrix()) {
                seen.add(Arrays.toString(sample));
            }
        }
        String[] all = Arrays.stream(ROWS)
                .mapToObj(row ->
                        Arrays.toString(DATA.features(new int[] {row}).values().toFloatVector()))
                .toArray(String[]::new);
        assertThat(seen.subList(0, 6)).containsExactlyInAnyOrder(all);
        assertThat(seen.subList(6, 12)).containsExactlyInAnyOrder(all);
        assertThat(seen.subList(0, 6)).as("in another order").isNotEqualTo(seen.subList(6, 12));
    }

    @Test
    void areTheSameWheneverTheyAreAskedFor() {
        UnlabelledBatches batches = batches(4, 1);
        MultiDataSet third = batches.batch(2).orElseThrow();

        assertThat(batches.batch(2).orElseThrow()).isSameAs(third);
        assertThat(batches(4, 1).batch(2).orElseThrow().getFeatures(0)).isEqualTo(third.getFeatures(0));
        assertThat(batches(4, 2).batch(2).orElseThrow().getFeatures(0)).isNotEqualTo(third.getFeatures(0));
        assertThat(third.getLabels()).isNull();
    }

    @Test
    void areNoLargerThanThereAreSamples() {
        assertThat(batches(100, 1).batch(0).orElseThrow().getFeatures(0).size(0))
                .isEqualTo(6);
        assertThat(new UnlabelledBatches(Optional.empty(), new Seed(1)).batch(0))
                .isEmpty();
    }

    private static UnlabelledBatches batches(int size, long seed) {
        return new UnlabelledBatches(Optional.of(new UnlabelledRows(DATA, ROWS, size, "")), new Seed(seed));
    }
}
