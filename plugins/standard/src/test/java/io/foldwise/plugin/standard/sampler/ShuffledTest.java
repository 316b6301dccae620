package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShuffledTest {

    @Test
    void takesEveryRowOnceInFullBatchesAndOneRest() {
        PlainEpoch epoch = PlainEpoch.of(Samples.of(new float[21][1]), 0, 1);
        List<int[]> batches = new Shuffled(new Shuffled.Params(8)).batches(epoch);
        assertThat(batches.stream().map(batch -> batch.length)).containsExactly(8, 8, 5);
        int[] rows = batches.stream().flatMapToInt(Arrays::stream).toArray();
        assertThat(rows).containsExactlyInAnyOrder(epoch.rows());
        assertThat(rows).isNotEqualTo(epoch.rows());
    }

    @Test
    void putsEveryRowAnywhere() {
        Samples samples = Samples.of(new float[4][1]);
        int[] firsts = new int[4];
        for (int number = 0; number < 400; number++) {
            firsts[
                    new Shuffled(new Shuffled.Params(4))
                            .batches(PlainEpoch.of(samples, number, 400))
                            .get(0)[0]]++;
        }
        for (int count : firsts) {
            assertThat(count).isBetween(60, 140); // 100 expected, standard deviation 8.7
        }
    }
}
