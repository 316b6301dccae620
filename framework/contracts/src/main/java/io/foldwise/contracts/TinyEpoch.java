package io.foldwise.contracts;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Epoch;
import java.util.SplittableRandom;

/** An epoch to give to a sampler: a row that is a multiple of seven had a large loss, every other one a small one. */
public record TinyEpoch(Dataset data, int[] rows, int number, int total, Seed seed) implements Epoch {

    @Override
    public SplittableRandom random() {
        return seed.branch("epoch", number).random();
    }

    @Override
    public double[] losses() {
        double[] losses = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            losses[i] = rows[i] % 7 == 0 ? 2 + rows[i] / 100.0 : 0.1;
        }
        return losses;
    }
}
