package io.foldwise.plugin.signal.filter;

/**
 * A filter of second order, {@code y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]}.
 */
record Biquad(double b0, double b1, double b2, double a1, double a2) {

    /**
     * Butterworth's low-pass, by the bilinear transform with the corner where it belongs.
     *
     * @param corner where the amplitude is 1/sqrt(2), below half of the rate
     */
    static Biquad lowPass(double corner, double rate) {
        double k = Math.tan(Math.PI * corner / rate);
        double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
        double b = k * k * norm;
        return new Biquad(b, 2 * b, b, 2 * (k * k - 1) * norm, (1 - Math.sqrt(2) * k + k * k) * norm);
    }

    /** Butterworth's high-pass, see {@link #lowPass}. */
    static Biquad highPass(double corner, double rate) {
        double k = Math.tan(Math.PI * corner / rate);
        double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
        return new Biquad(norm, -2 * norm, norm, 2 * (k * k - 1) * norm, (1 - Math.sqrt(2) * k + k * k) * norm);
    }

    /**
     * Filters forward, and what comes out backward, so that nothing is delayed (Gustafsson 1996 compares ways to begin; this is that
     * of {@code scipy.signal.filtfilt}: ends are continued as their mirror images through the last point, and filters begin as
     * if the first value had been there forever).
     *
     * @param padding how many steps ends are continued for, fewer than there are
     */
    double[] forwardAndBackward(double[] signal, int padding) {
        int length = signal.length;
        double[] padded = new double[length + 2 * padding];
        System.arraycopy(signal, 0, padded, padding, length);
        for (int i = 1; i <= padding; i++) {
            padded[padding - i] = 2 * signal[0] - signal[i];
            padded[padding + length - 1 + i] = 2 * signal[length - 1] - signal[length - 1 - i];
        }
        run(padded);
        reverse(padded);
        run(padded);
        reverse(padded);
        double[] filtered = new double[length];
        System.arraycopy(padded, padding, filtered, 0, length);
        return filtered;
    }

    private void run(double[] signal) {
        double gain = (b0 + b1 + b2) / (1 + a1 + a2);
        double first = (gain - b0) * signal[0];
        double second = (b2 - a2 * gain) * signal[0];
        for (int i = 0; i < signal.length; i++) {
            double in = signal[i];
            double out = b0 * in + first;
            first = b1 * in - a1 * out + second;
            second = b2 * in - a2 * out;
            signal[i] = out;
        }
    }

    private static void reverse(double[] signal) {
        for (int i = 0, j = signal.length - 1; i < j; i++, j--) {
            double swapped = signal[i];
            signal[i] = signal[j];
            signal[j] = swapped;
        }
    }
}
