package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Sampler;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepeatRareTest {

    private static final int EPOCHS = 400;

    /** Label 0 has 50 of 100 samples, label 1 has 4, label 2 has 1; rows 90 and above have none. */
    private final Samples samples = samples();

    @Test
    void repeatsASampleAsOftenAsTheRarestOfItsLabels() {
        double[] times = new double[100];
        for (int number = 0; number < EPOCHS; number++) {
            for (int row : rows(sampler(0.25, 4), number)) {
                times[row] += 1.0 / EPOCHS;
            }
        }
        assertThat(times[10]).as("frequent label: sqrt(0.25 / 0.5) < 1").isCloseTo(1, within(1e-9));
        assertThat(times[51]).as("sqrt(0.25 / 0.04)").isCloseTo(2.5, within(0.1));
        assertThat(times[0]).as("labels 0 and 1").isCloseTo(2.5, within(0.1));
        assertThat(times[60]).as("sqrt(0.25 / 0.01) = 5, at most 4").isCloseTo(4, within(1e-9));
        assertThat(times[95]).as("no label").isCloseTo(1, within(1e-9));
    }

    @Test
    void repeatsRareClassesWhateverQuantitiesAre() {
        float[][] targets = new float[100][3];
        for (int row = 0; row < 100; row++) {
            targets[row][row < 4 ? 1 : 0] = 1;
            targets[row][2] = row < 90 ? 0 : 50;
        }
        Task task = Task.of(new Classes(List.of("cat", "dog")), new Quantities(List.of("age")));
        Samples animals = Samples.of(targets).withTask(task);
        int[] times = new int[100];
        for (int number = 0; number < EPOCHS; number++) {
            sampler(0.25, 4).batches(PlainEpoch.of(animals, number, EPOCHS)).stream()
                    .flatMapToInt(Arrays::stream)
                    .forEach(row -> times[row]++);
        }
        assertThat(times[0] / (double) EPOCHS).as("sqrt(0.25 / 0.04)").isCloseTo(2.5, within(0.2));
        assertThat(times[95]).as("a frequent class").isEqualTo(EPOCHS);
    }

    @Test
    void meetsFractionsByTheTwoWholeNumbersAround() {
        for (int number = 0; number < 20; number++) {
            long times = Arrays.stream(rows(sampler(0.25, 4), number))
                    .filter(row -> row == 51)
                    .count();
            assertThat(times).isBetween(2L, 3L);
        }
    }

    private Sampler sampler(double frequent, double most) {
        Spec<Sampler> batches = Components.spec(Shuffled.class, new Shuffled.Params(16));
        return new RepeatRare(
                new RepeatRare.Params(frequent, most, batches), new Components(), Task.of(Samples.schema(2)));
    }

    private int[] rows(Sampler sampler, int number) {
        return sampler.batches(PlainEpoch.of(samples, number, EPOCHS)).stream()
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    private static Samples samples() {
        float[][] targets = new float[100][3];
        for (int row = 0; row < 50; row++) {
            targets[row][0] = 1;
        }
        for (int row : new int[] {0, 51, 52, 53}) {
            targets[row][1] = 1;
        }
        targets[60][2] = 1;
        return Samples.of(targets);
    }
}
