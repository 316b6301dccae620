package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Sampler;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SlidingShareTest {

    private static final int EPOCHS = 5;

    /** About 19 % with a label. */
    private final Samples samples = Samples.random(2000, new SplittableRandom(1), 0.1, 0.1);

    @Test
    void movesThePositiveShareInAStraightLine() {
        double[] expected = {0.8, 0.7, 0.6, 0.5, 0.4};
        for (int number = 0; number < EPOCHS; number++) {
            int[] rows = rows(sampler(0.8, 0.4), PlainEpoch.of(samples, number, EPOCHS));
            double share = (double) positives(rows) / rows.length;
            assertThat(share).isCloseTo(expected[number], within(0.002));
        }
    }

    @Test
    void takesEveryPositiveSampleOnceAndNoNegativeTwice() {
        int[] rows = rows(sampler(0.5, 0.5), PlainEpoch.of(samples, 0, EPOCHS));
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(positives(rows))
                .isEqualTo(positives(PlainEpoch.of(samples, 0, EPOCHS).rows()));
    }

    @Test
    void drawsOtherNegativesInEveryEpoch() {
        Set<Integer> seen = new HashSet<>();
        int perEpoch = 0;
        for (int number = 0; number < EPOCHS; number++) {
            int[] rows = rows(sampler(0.5, 0.5), PlainEpoch.of(samples, number, EPOCHS));
            perEpoch = rows.length;
            Arrays.stream(rows).forEach(seen::add);
        }
        assertThat(seen).hasSizeGreaterThan(2 * perEpoch);
    }

    @Test
    void takesNoNegativesAtShareOneAndAllOfThemWhereTheyAreTooFew() {
        PlainEpoch epoch = PlainEpoch.of(samples, 0, EPOCHS);
        int[] onlyPositives = rows(sampler(1, 1), epoch);
        assertThat(positives(onlyPositives)).isEqualTo(onlyPositives.length);
        assertThat(rows(sampler(0.01, 0.01), epoch)).containsExactlyInAnyOrder(epoch.rows());
    }

    @Test
    void startsAtTheFirstShareWhereThereIsOneEpoch() {
        int[] rows = rows(sampler(0.8, 0.4), PlainEpoch.of(samples, 0, 1));
        assertThat((double) positives(rows) / rows.length).isCloseTo(0.8, within(0.002));
    }

    @Test
    void takesDataWithoutPositivesWhole() {
        PlainEpoch epoch = PlainEpoch.of(Samples.of(new float[10][2]), 0, EPOCHS);
        assertThat(rows(sampler(0.8, 0.4), epoch)).containsExactlyInAnyOrder(epoch.rows());
    }

    private static Sampler sampler(double from, double to) {
        Spec<Sampler> batches = Components.spec(LengthBucketed.class, new LengthBucketed.Params(16, 50));
        return new SlidingShare(
                new SlidingShare.Params(from, to, batches), new Components(), Task.of(Samples.schema(2)));
    }

    private static int[] rows(Sampler sampler, PlainEpoch epoch) {
        return sampler.batches(epoch).stream().flatMapToInt(Arrays::stream).toArray();
    }

    private long positives(int[] rows) {
        return Arrays.stream(rows)
                .filter(row -> Positives.any(samples.targets(row)))
                .count();
    }
}
