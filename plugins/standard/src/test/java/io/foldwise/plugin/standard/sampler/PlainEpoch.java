package io.foldwise.plugin.standard.sampler;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Epoch;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** An epoch as the trainer would describe it; {@code losses} in the order of {@code rows}. */
record PlainEpoch(Dataset data, int[] rows, int number, int total, double[] losses) implements Epoch {

    /** An epoch that takes all rows. */
    static PlainEpoch of(Dataset data, int number, int total) {
        return new PlainEpoch(data, IntStream.range(0, data.size()).toArray(), number, total, new double[data.size()]);
    }

    PlainEpoch withRows(int... rows) {
        return new PlainEpoch(data, rows, number, total, new double[rows.length]);
    }

    PlainEpoch withLosses(double... losses) {
        return new PlainEpoch(data, rows, number, total, losses);
    }

    @Override
    public SplittableRandom random() {
        return new SplittableRandom(1000 + number);
    }
}
