package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Features;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Batches of unlabelled samples, one for each step: all samples in an order of chance, and then all again in another. */
final class UnlabelledBatches {

    private final Optional<UnlabelledRows> samples;
    private final Seed seed;
    private int round = -1;
    private int[] order = {};
    private int ofStep = -1;
    private Optional<MultiDataSet> batch = Optional.empty();

    UnlabelledBatches(Optional<UnlabelledRows> samples, Seed seed) {
        this.samples = samples;
        this.seed = seed;
    }

    /** That of a step; the same whenever it is asked for. */
    Optional<MultiDataSet> batch(int step) {
        if (step != ofStep) {
            ofStep = step;
            batch = samples.map(all -> drawn(all, step));
        }
        return batch;
    }

    private MultiDataSet drawn(UnlabelledRows all, int step) {
        int size = Math.min(all.batch(), all.rows().length);
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            long place = (long) step * size + i;
            rows[i] = all.rows()[ordered(all.rows().length, place)];
        }
        Features features = all.data().features(rows);
        INDArray[] masks =
                features.mask().map(mask -> new INDArray[] {mask}).orElse(null); // Deeplearning4j's word for none
        return new org.nd4j.linalg.dataset.MultiDataSet(new INDArray[] {features.values()}, null, masks, null);
    }

    private int ordered(int size, long place) {
        int wanted = (int) (place / size);
        if (wanted != round) {
            round = wanted;
            order = shuffled(size, seed.branch("round", wanted).random());
        }
        return order[(int) (place % size)];
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
