package io.foldwise.layers.dropout;

import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.kernel.CounterRandom;
import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;

/**
 * The factors that dropout multiplies with: zero, or {@code 1 / (1 - rate)}. A pure function of the pass's key and of a
 * value's place among the real steps of the batch. Of several samples, the mean of as many.
 */
public final class DropoutMask {

    private final DropoutRate rate;
    private final Dropout.Unit unit;
    private final int channels;
    private final DropoutFactors factors;
    private final int samples;

    public DropoutMask(double rate, Dropout.Unit unit, int channels) {
        this(rate, unit, channels, 1);
    }

    /** @param samples how many masks are averaged */
    public DropoutMask(double rate, Dropout.Unit unit, int channels, int samples) {
        this.samples = samples;
        this.rate = new DropoutRate(rate);
        this.unit = unit;
        this.channels = channels;
        this.factors = new DropoutFactors(this.rate);
    }

    /** For {@link #fillNumbered} alone. */
    public static DropoutMask ofThings(double rate) {
        return new DropoutMask(rate, Dropout.Unit.VALUE, 1);
    }

    /** The rate, if it is at least 0 and below 1. */
    public static double checkedRate(double rate) {
        return new DropoutRate(rate).rate();
    }

    /**
     * Fills in the factors of all real steps, one sequence after another without padding.
     *
     * @param to room for {@code lengths.total() * channels} elements
     */
    public void fill(long key, SequenceLengths lengths, float[] to) {
        fillOnce(key, lengths, to);
        if (samples > 1) {
            average(key, lengths, to);
        }
    }

    private void average(long key, SequenceLengths lengths, float[] to) {
        int size = lengths.total() * channels;
        float[] another = new float[size];
        for (int sample = 1; sample < samples; sample++) {
            fillOnce(CounterRandom.key(key, sample), lengths, another);
            Loops.add(another, 0, to, 0, size);
        }
        Loops.scale(1f / samples, to, 0, size);
    }

    private void fillOnce(long key, SequenceLengths lengths, float[] to) {
        switch (unit) {
            case VALUE -> factors.fill(key, 0, to, lengths.total() * channels);
            case STEP -> fillSteps(key, lengths.total(), to);
            case CHANNEL -> fillChannels(key, lengths, to);
        }
    }

    private void fillSteps(long key, int steps, float[] to) {
        for (int row = 0; row < steps; row++) {
            float factor = rate.keeps(key, row) ? rate.scale() : 0;
            Arrays.fill(to, row * channels, (row + 1) * channels, factor);
        }
    }

    private void fillChannels(long key, SequenceLengths lengths, float[] to) {
        float[] sequence = new float[channels];
        int row = 0;
        for (int sample = 0; sample < lengths.batch(); sample++) {
            factors.fill(key, sample * channels, sequence, channels);
            for (int step = 0; step < lengths.of(sample); step++, row++) {
                System.arraycopy(sequence, 0, to, row * channels, channels);
            }
        }
    }

    /** One factor for each of {@code count} things that are numbered from 0. */
    public void fillNumbered(long key, int count, float[] to) {
        factors.fill(key, 0, to, count);
    }
}
