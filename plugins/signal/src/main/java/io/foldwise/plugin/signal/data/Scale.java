package io.foldwise.plugin.signal.data;

import java.util.List;

/**
 * Mean and standard deviation of some numbers.
 *
 * @param deviation 1 where it would be 0, so that a constant becomes 0
 */
record Scale(double mean, double deviation) {

    /** A deviation that is so much smaller than the mean, or than that of other channels, is rounding, whatever the unit. */
    private static final double NOTHING = 1e-6;

    Scale {
        deviation = deviation > 0 ? deviation : 1;
    }

    /** Of each channel of signals. What is the same at all times becomes 0. */
    static List<Scale> of(List<Sums> channels) {
        double largest = channels.stream().mapToDouble(Sums::deviation).max().orElse(0);
        return channels.stream()
                .map(sums -> {
                    double least = NOTHING * Math.max(largest, Math.abs(sums.mean()));
                    return new Scale(sums.mean(), sums.deviation() > least ? sums.deviation() : 0);
                })
                .toList();
    }

    /** Numbers added up, and their squares. */
    record Sums(double sum, double squares, long count) {

        static final Sums NONE = new Sums(0, 0, 0);

        /** Of one channel of a signal {@code [time, channels]}, and so many of its steps. */
        static Sums of(float[] signal, int steps, int channel, int channels) {
            double sum = 0;
            double squares = 0;
            long count = 0;
            for (int i = channel; i < steps * channels; i += channels) {
                double value = signal[i];
                sum += value;
                squares += value * value;
                count++;
            }
            return new Sums(sum, squares, count);
        }

        Sums plus(Sums other) {
            return new Sums(sum + other.sum, squares + other.squares, count + other.count);
        }

        double mean() {
            return count == 0 ? 0 : sum / count;
        }

        double deviation() {
            double variance = count == 0 ? 0 : squares / count - mean() * mean();
            return Math.sqrt(Math.max(0, variance));
        }
    }

    /** Writes so many steps of a channel of a signal {@code [time, channels]}, scaled. */
    void write(float[] signal, int steps, int channel, int channels, float[] to, int from) {
        for (int i = channel; i < steps * channels; i += channels) {
            to[from + i] = (float) ((signal[i] - mean) / deviation);
        }
    }
}
