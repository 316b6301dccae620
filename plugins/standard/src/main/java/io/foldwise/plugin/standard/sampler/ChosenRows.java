package io.foldwise.plugin.standard.sampler;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Epoch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An epoch that takes only some rows of another one, or some of them several times: what a choosing sampler hands to the
 * sampler that makes batches.
 *
 * @param whole the epoch that was chosen from
 * @param positions indices into the rows of {@code whole}, ascending
 */
record ChosenRows(Epoch whole, int[] positions) implements Epoch {

    ChosenRows {
        positions = positions.clone();
        Arrays.sort(positions);
    }

    @Override
    public Dataset data() {
        return whole.data();
    }

    @Override
    public int[] rows() {
        int[] rows = whole.rows();
        return Arrays.stream(positions).map(position -> rows[position]).toArray();
    }

    @Override
    public int number() {
        return whole.number();
    }

    @Override
    public int total() {
        return whole.total();
    }

    /** A branch of the whole epoch's randomness: drawn from afresh, the same numbers would choose and shuffle. */
    @Override
    public SplittableRandom random() {
        return whole.random().split();
    }

    @Override
    public double[] losses() {
        double[] losses = whole.losses();
        return Arrays.stream(positions)
                .mapToDouble(position -> losses[position])
                .toArray();
    }
}
