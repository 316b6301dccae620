package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Epoch;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** One epoch of one stage, as the trainer shows it to the sampler. */
record EpochView(Dataset data, int[] rows, int number, int total, Seed seed, Supplier<double[]> stageLosses)
        implements Epoch {

    @Override
    public SplittableRandom random() {
        return seed.random();
    }

    @Override
    public double[] losses() {
        return stageLosses.get();
    }
}
