package io.foldwise.layers.dropout;

import io.foldwise.layers.kernel.CounterRandom;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;

/**
 * The factors that dropout multiplies with: zero, or {@code 1 / (1 - rate)}. A pure function of the pass's key and of a
 * value's place (sample, step, channel); the rate is kept to one in 65536.
 */
public final class DropoutMask {

    private static final int LANES = 4;
    private static final int LANE_BITS = 16;
    private static final long LANE = (1 << LANE_BITS) - 1;
    private static final int EVERY_STEP = -1;

    private final Dropout.Unit unit;
    private final int channels;
    private final long threshold;
    private final float kept;

    public DropoutMask(double rate, Dropout.Unit unit, int channels) {
        this.unit = unit;
        this.channels = channels;
        this.threshold = Math.round(checkedRate(rate) * (LANE + 1));
        this.kept = (float) (1 / (1 - rate));
    }

    /** For {@link #fillNumbered} alone. */
    public static DropoutMask ofThings(double rate) {
        return new DropoutMask(rate, Dropout.Unit.VALUE, 1);
    }

    /** The rate, if it is at least 0 and below 1. */
    public static double checkedRate(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be at least 0 and below 1, got " + rate);
        }
        return rate;
    }

    /**
     * Fills in the factors of all real steps, one sequence after another without padding.
     *
     * @param factors room for {@code lengths.total() * channels} elements
     */
    public void fill(long key, SequenceLengths lengths, float[] factors) {
        int row = 0;
        for (int sample = 0; sample < lengths.batch(); sample++) {
            int first = row;
            for (int step = 0; step < lengths.of(sample); step++, row++) {
                switch (unit) {
                    case VALUE -> fillRow(place(key, sample, step), factors, row * channels);
                    case STEP -> {
                        float factor = factor(place(key, sample, step));
                        Arrays.fill(factors, row * channels, (row + 1) * channels, factor);
                    }
                    case CHANNEL -> {
                        if (step == 0) {
                            fillRow(place(key, sample, EVERY_STEP), factors, row * channels);
                        } else {
                            System.arraycopy(factors, first * channels, factors, row * channels, channels);
                        }
                    }
                }
            }
        }
    }

    /** One factor for each of {@code count} things that are numbered from 0. */
    public void fillNumbered(long key, int count, float[] factors) {
        for (int number = 0; number < count; number++) {
            factors[number] = factor(CounterRandom.bits(key, number));
        }
    }

    private static long place(long key, int sample, int step) {
        return CounterRandom.bits(CounterRandom.bits(key, sample), step);
    }

    private void fillRow(long key, float[] factors, int start) {
        int channel = 0;
        for (; channel + LANES <= channels; channel += LANES) {
            long bits = CounterRandom.bits(key, channel);
            factors[start + channel] = factor(bits);
            factors[start + channel + 1] = factor(bits >>> LANE_BITS);
            factors[start + channel + 2] = factor(bits >>> 2 * LANE_BITS);
            factors[start + channel + 3] = factor(bits >>> 3 * LANE_BITS);
        }
        long bits = CounterRandom.bits(key, channel);
        for (; channel < channels; channel++, bits >>>= LANE_BITS) {
            factors[start + channel] = factor(bits);
        }
    }

    private float factor(long bits) {
        return (bits & LANE) < threshold ? 0 : kept;
    }
}
