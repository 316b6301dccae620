package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The batches of one epoch. An example is augmented by randomness of its own, which follows from the epoch and the example alone;
 * where an epoch has it several times, by other randomness each time.
 */
final class EpochBatches {

    private final Dataset data;
    private final List<int[]> rows;
    private final List<int[]> times;
    private final List<Augmentation> augmentations;
    private final Seed epoch;

    /** @param rows of each batch */
    EpochBatches(Dataset data, List<int[]> rows, List<Augmentation> augmentations, Seed epoch) {
        this.data = data;
        this.rows = rows;
        this.times = times(rows, data.size());
        this.augmentations = augmentations;
        this.epoch = epoch;
    }

    /** How often the epoch had each example before. */
    private static List<int[]> times(List<int[]> rows, int size) {
        int[] seen = new int[size];
        List<int[]> times = new ArrayList<>();
        for (int[] batch : rows) {
            int[] before = new int[batch.length];
            for (int i = 0; i < batch.length; i++) {
                before[i] = seen[batch[i]]++;
            }
            times.add(before);
        }
        return times;
    }

    int size() {
        return rows.size();
    }

    /** Makes one of the batches, on any thread. */
    Batch batch(int number) {
        return augmentations.isEmpty() ? Batch.of(data, rows.get(number)) : Batch.of(examples(number), data.input());
    }

    /** The examples of one of the batches, which need not fit into one before they are augmented. On any thread. */
    List<Example> examples(int number) {
        List<Example> plain = Arrays.stream(rows.get(number))
                .parallel()
                .mapToObj(row -> Batch.example(data, row))
                .toList();
        return IntStream.range(0, plain.size())
                .mapToObj(place -> Batch.augmented(plain.get(place), augmentations, seed(number, place)))
                .toList();
    }

    private Seed seed(int number, int place) {
        return epoch.branch("example", rows.get(number)[place]).branch("time", times.get(number)[place]);
    }
}
