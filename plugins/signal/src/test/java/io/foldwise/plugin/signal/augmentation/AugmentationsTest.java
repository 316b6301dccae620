package io.foldwise.plugin.signal.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AugmentationsTest {

    private static final Signal SHAPE = new Signal(2, 100, 50);

    @Test
    void cropsAnyPartAndKeepsLeadsTogether() {
        Augmentation crop = new SignalCrop(new SignalCrop.Params(0.5), new Signal(2, 27, 50));
        Tensor signal = ramp(27);
        SplittableRandom random = new SplittableRandom(1);
        Set<Float> starts = IntStream.range(0, 200)
                .mapToObj(draw -> crop.augment(example(signal), random).input())
                .map(part -> {
                    assertThat(part.shape()).containsExactly(25, 2);
                    for (int step = 0; step < 25; step++) {
                        assertThat(part.values()[2 * step])
                                .isEqualTo(part.values()[0] + step)
                                .isEqualTo(-part.values()[2 * step + 1]);
                    }
                    return part.values()[0];
                })
                .collect(Collectors.toSet());
        assertThat(starts).containsExactlyInAnyOrder(0f, 1f, 2f);
        assertThat(crop.output(new Signal(2, 27, 50))).isEqualTo(new Signal(2, 25, 50));
    }

    @Test
    void refusesPartsLongerThanTheSignal() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new SignalCrop(new SignalCrop.Params(2.02), SHAPE))
                .withMessageContaining("101 steps")
                .withMessageContaining("signals of 100 steps in 2 channels");
    }

    @Test
    void wandersAsASineWithinItsAmplitudeInEveryLead() {
        Augmentation wander = new BaselineWander(new BaselineWander.Params(0.3, 0.5, 0.5), SHAPE);
        float[] added = wander.augment(example(new Tensor(new float[200], 100, 2)), new SplittableRandom(3))
                .input()
                .values();
        for (int lead = 0; lead < 2; lead++) {
            double largest = 0;
            double sum = 0;
            for (int step = 0; step < 100; step++) { // one turn in two seconds
                largest = Math.max(largest, Math.abs(added[2 * step + lead]));
                sum += added[2 * step + lead];
            }
            assertThat(largest).isGreaterThan(0).isLessThanOrEqualTo(0.3);
            assertThat(sum).as("sum over a whole turn").isEqualTo(0, within(1e-5));
            assertThat(added[2 * 60 + lead]).as("half a turn later").isEqualTo(-added[2 * 10 + lead], within(1e-6f));
        }
        assertThat(added[0]).isNotEqualTo(added[1]);
    }

    @Test
    void dropsAsManyLeadsAsAskedAnyOfThemAndKeepsTheOthers() {
        Augmentation drop = new LeadDrop(new LeadDrop.Params(2), new Signal(4, 3, 50));
        float[] ones = new float[12];
        Arrays.fill(ones, 1);
        SplittableRandom random = new SplittableRandom(4);
        int[] counts = new int[4];
        int[] dropped = new int[4];
        for (int draw = 0; draw < 2000; draw++) {
            float[] left = drop.augment(example(new Tensor(ones, 3, 4)), random)
                    .input()
                    .values();
            int count = 0;
            for (int lead = 0; lead < 4; lead++) {
                assertThat(left[4 + lead]).isEqualTo(left[lead]).isEqualTo(left[8 + lead]);
                count += left[lead] == 0 ? 1 : 0;
                dropped[lead] += left[lead] == 0 ? 1 : 0;
            }
            counts[count]++;
        }
        assertThat(counts[0]).isZero();
        assertThat(counts[3]).isZero();
        assertThat(counts[1]).isBetween(900, 1100);
        assertThat(Arrays.stream(dropped).boxed())
                .allSatisfy(times -> assertThat(times).isBetween(660, 840));
    }

    @Test
    void keepsALead() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new LeadDrop(new LeadDrop.Params(2), SHAPE))
                .withMessageContaining("up to 2 leads");
    }

    @Test
    void coversOneSpanWithTheMeansOfTheLeads() {
        Augmentation cutout = new SignalCutout(new SignalCutout.Params(1, 0.2), SHAPE);
        Tensor signal = ramp(100);
        SplittableRandom random = new SplittableRandom(5);
        int most = 0;
        for (int draw = 0; draw < 50; draw++) {
            float[] values = cutout.augment(example(signal), random).input().values();
            int[] covered = IntStream.range(0, 100)
                    .filter(step -> values[2 * step] != step)
                    .toArray();
            assertThat(covered.length).isBetween(1, 10);
            assertThat(covered[covered.length - 1] - covered[0]).isEqualTo(covered.length - 1);
            for (int step : covered) {
                assertThat(values[2 * step]).isEqualTo(49.5f);
                assertThat(values[2 * step + 1]).isEqualTo(-49.5f);
            }
            most = Math.max(most, covered.length);
        }
        assertThat(most).isEqualTo(10);
    }

    @Test
    void makesSlowerAtARandomPlace() {
        Augmentation twice = new Stretch(new Stretch.Params(2, 2), SHAPE);
        float[] values = twice.augment(example(ramp(100)), new SplittableRandom(6))
                .input()
                .values();
        assertThat(values[0]).isBetween(0f, 49.5f);
        for (int step = 0; step < 100; step++) {
            assertThat(values[2 * step]).isEqualTo(values[0] + step / 2f, offset(1e-4f));
            assertThat(values[2 * step + 1]).isEqualTo(-values[2 * step], offset(1e-4f));
        }
    }

    @Test
    void makesFasterAndRepeatsTheEnds() {
        Augmentation half = new Stretch(new Stretch.Params(0.5, 0.5), SHAPE);
        float[] values = half.augment(example(ramp(100)), new SplittableRandom(7))
                .input()
                .values();
        assertThat(values[0]).isZero();
        assertThat(values[198]).isEqualTo(99);
        int[] rising = IntStream.range(1, 100)
                .filter(step -> values[2 * step] > values[2 * step - 2])
                .toArray();
        assertThat(rising.length).as("steps between the ends").isBetween(50, 51);
        assertThat(values[2 * rising[20]] - values[2 * rising[19]]).isEqualTo(2, offset(1e-4f));
    }

    /** Counts up in the first lead and down in the second. */
    private static Tensor ramp(int steps) {
        float[] values = new float[2 * steps];
        for (int step = 0; step < steps; step++) {
            values[2 * step] = step;
            values[2 * step + 1] = -step;
        }
        return new Tensor(values, steps, 2);
    }

    private static Example example(Tensor signal) {
        return new Example(signal, List.of(Tensor.row(1)));
    }
}
