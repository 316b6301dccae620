package io.foldwise.plugin.signal.data;

/**
 * Mean and standard deviation of some numbers.
 *
 * @param deviation 1 where it would be next to nothing, so that a constant becomes 0
 */
record Scale(double mean, double deviation) {

    private static final double NOTHING = 1e-6;

    Scale {
        deviation = deviation < NOTHING ? 1 : deviation;
    }

    /** Numbers added up, and their squares. */
    record Sums(double sum, double squares, long count) {

        static final Sums NONE = new Sums(0, 0, 0);

        /** Of one channel of a signal {@code [time, channels]}. */
        static Sums of(float[] signal, int channel, int channels) {
            double sum = 0;
            double squares = 0;
            long count = 0;
            for (int i = channel; i < signal.length; i += channels) {
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

        Scale scale() {
            double mean = count == 0 ? 0 : sum / count;
            double variance = count == 0 ? 0 : squares / count - mean * mean;
            return new Scale(mean, Math.sqrt(Math.max(0, variance)));
        }
    }

    /** Writes a channel of a signal {@code [time, channels]}, scaled. */
    void write(float[] signal, int channel, int channels, float[] to, int from) {
        for (int i = channel; i < signal.length; i += channels) {
            to[from + i] = (float) ((signal[i] - mean) / deviation);
        }
    }
}
