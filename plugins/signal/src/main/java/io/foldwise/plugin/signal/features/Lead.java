package io.foldwise.plugin.signal.features;

import java.util.Arrays;

/** Arithmetic on one lead of a signal. */
final class Lead {

    private Lead() {}

    /** A lead of a signal {@code [time, channels]}. */
    static double[] of(float[] signal, int lead, int channels) {
        double[] values = new double[signal.length / channels];
        for (int step = 0; step < values.length; step++) {
            values[step] = signal[step * channels + lead];
        }
        return values;
    }

    /** The mean of {@code reach} steps on either side and the step itself; of fewer at the ends. */
    static double[] smooth(double[] values, int reach) {
        double[] sums = new double[values.length + 1];
        for (int step = 0; step < values.length; step++) {
            sums[step + 1] = sums[step] + values[step];
        }
        double[] smooth = new double[values.length];
        for (int step = 0; step < values.length; step++) {
            int from = Math.max(0, step - reach);
            int to = Math.min(values.length, step + reach + 1);
            smooth[step] = (sums[to] - sums[from]) / (to - from);
        }
        return smooth;
    }

    /** How much the values rise from {@code reach} steps before to {@code reach} steps after; 0 at the ends. */
    static double[] slope(double[] values, int reach) {
        double[] slope = new double[values.length];
        for (int step = reach; step < values.length - reach; step++) {
            slope[step] = values[step + reach] - values[step - reach];
        }
        return slope;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
