package io.foldwise.plugin.signal.filter;

import java.util.Arrays;

/**
 * Brings signals to another rate: {@code y(t) = sum_i x_i h(t - i)} with {@code h(u) = c sinc(c u) cos^2(pi c u / 2 a)} for
 * {@code |c u| < a}, where {@code t} is the time in steps of the old rate, {@code c = min(1, new / old)} takes out what the new rate
 * cannot hold, and {@code a = 16} lobes are kept. Weights are divided by their sum, so that a constant stays one; ends are continued by
 * their last value. Step 0 stays where it is; where both rates share moments, going up keeps the old values there.
 */
public final class Resampler {

    private static final int LOBES = 16;
    private static final int MOST_PHASES = 4096;

    private final double from;
    private final double to;
    private final double cut;
    private final int reach;
    private final long up;
    private final long down;

    /**
     * @param from steps in a second
     * @param to as many as wanted
     */
    public Resampler(double from, double to) {
        this.from = from;
        this.to = to;
        this.cut = Math.min(1, to / from);
        this.reach = (int) Math.ceil(LOBES / cut);
        boolean whole = from == Math.rint(from) && to == Math.rint(to);
        long divisor = whole ? gcd((long) from, (long) to) : 1;
        this.up = whole ? (long) to / divisor : 0;
        this.down = whole ? (long) from / divisor : 0;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** How many steps of the new rate there are for so many of the old one; one at least. */
    public static long length(long steps, double from, double to) {
        return Math.max(1, (long) Math.rint(steps * to / from));
    }

    /**
     * @param signal {@code [time, channels]}
     * @return {@code [time, channels]} of the new rate; the same array where both rates are the same
     */
    public float[] apply(float[] signal, int channels) {
        if (from == to) {
            return signal;
        }
        int steps = signal.length / channels;
        int length = Math.toIntExact(length(steps, from, to));
        float[] resampled = new float[Math.multiplyExact(length, channels)];
        double[] sums = new double[channels];
        double[][] phases =
                new double[up <= MOST_PHASES ? (int) up : 0][]; // places between old steps repeat themselves
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase] = weights(phase / (double) up);
        }
        for (int step = 0; step < length; step++) {
            double place = step * from / to;
            long before = phases.length > 0 ? step * down / up : (long) Math.floor(place);
            double[] weights = phases.length > 0 ? phases[(int) (step * down % up)] : weights(place - before);
            Arrays.fill(sums, 0);
            for (int tap = 0; tap < weights.length; tap++) {
                long at = Math.min(steps - 1L, Math.max(0, before - reach + tap));
                for (int channel = 0; channel < channels; channel++) {
                    sums[channel] += weights[tap] * signal[(int) at * channels + channel];
                }
            }
            for (int channel = 0; channel < channels; channel++) {
                resampled[step * channels + channel] = (float) sums[channel];
            }
        }
        return resampled;
    }

    /** Of the old steps from {@code -reach} to {@code reach + 1} around a place. */
    private double[] weights(double fraction) {
        double[] weights = new double[2 * reach + 2];
        double sum = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] = kernel(cut * (fraction + reach - tap));
            sum += weights[tap];
        }
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] /= sum;
        }
        return weights;
    }

    private static double kernel(double apart) {
        if (apart == 0) {
            return 1;
        }
        if (apart == Math.rint(apart) || Math.abs(apart) >= LOBES) {
            return 0;
        }
        double window = Math.cos(Math.PI * apart / (2 * LOBES));
        return Math.sin(Math.PI * apart) / (Math.PI * apart) * window * window;
    }
}
