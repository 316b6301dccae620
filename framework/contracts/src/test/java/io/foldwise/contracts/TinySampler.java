package io.foldwise.contracts;

import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A correct sampler: shuffled rows in batches of 8. */
final class TinySampler implements Sampler {

    private static final int BATCH = 8;

    @Override
    public List<int[]> batches(Epoch epoch) {
        List<Integer> order =
                new ArrayList<>(Arrays.stream(epoch.rows()).boxed().toList());
        Collections.shuffle(order, new Random(epoch.random().nextLong()));
        int[] rows = order.stream().mapToInt(row -> row).toArray();
        return IntStream.iterate(0, start -> start < rows.length, start -> start + BATCH)
                .mapToObj(start -> Arrays.copyOfRange(rows, start, Math.min(start + BATCH, rows.length)))
                .toList();
    }
}
