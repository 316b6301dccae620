package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.IncompatibleException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampledRowsTest {

    private static final int[] TRAINED = {0, 2, 3};

    @Test
    void heldOutRowsAreNotTrainedOn() {
        refuses("row 1 in batch 2, which may not be trained on", new int[] {0, 2}, new int[] {3, 1});
        refuses("row 9 in batch 1, which may not be trained on", new int[] {9});
        refuses("row -1 in batch 1, which may not be trained on", new int[] {-1});
    }

    @Test
    void thereIsSomethingInEveryBatch() {
        refuses("no batch");
        refuses("no sample in batch 2", new int[] {0}, new int[0]);
    }

    @Test
    void rowsMayBeRepeatedAndLeftOut() {
        List<int[]> batches = List.of(new int[] {3, 3}, new int[] {0});
        assertThat(SampledRows.checked(batches, TRAINED, 5)).isSameAs(batches);
    }

    private static void refuses(String fault, int[]... batches) {
        assertThatThrownBy(() -> SampledRows.checked(List.of(batches), TRAINED, 5))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("the sampler gives " + fault + "; this is a fault of its plugin");
    }
}
