package io.foldwise.plugin.signal.features;

import java.util.SplittableRandom;

/** Signals of beats at known times: Gaussian P, Q, R, S and T waves, in leads of several sizes and signs. */
record Heartbeats(double rate, double seconds, double[] times) {

    private static final double[] GAINS = {1, 0.6, -0.9, 0.3};

    /** A wave of a beat: its place in seconds, its width and its height in millivolts. */
    private record Wave(double place, double width, double height) {}

    private static final Wave[] WAVES = {
        new Wave(-0.16, 0.025, 0.15),
        new Wave(-0.03, 0.01, -0.12),
        new Wave(0, 0.012, 1.1),
        new Wave(0.03, 0.01, -0.25),
        new Wave(0.27, 0.04, 0.35)
    };

    static int leads() {
        return GAINS.length;
    }

    /**
     * The beats, {@code [time, channels]}.
     *
     * @param hum amplitude of 50 Hz
     * @param wander amplitude of 0.3 Hz
     * @param noise deviation of what is different in every step, more or less
     */
    float[] signal(double hum, double wander, double noise) {
        SplittableRandom random = new SplittableRandom(8);
        int length = (int) (seconds * rate);
        float[] signal = new float[length * GAINS.length];
        for (int step = 0; step < length; step++) {
            double time = step / rate;
            double beat = 0;
            for (double at : times) {
                for (Wave wave : WAVES) {
                    double apart = (time - at - wave.place()) / wave.width();
                    beat += wave.height() * Math.exp(-apart * apart / 2);
                }
            }
            double disturbance = hum * Math.sin(2 * Math.PI * 50 * time + 1) + wander * Math.sin(0.6 * Math.PI * time);
            for (int lead = 0; lead < GAINS.length; lead++) {
                signal[step * GAINS.length + lead] =
                        (float) (GAINS[lead] * beat + disturbance + noise * (random.nextDouble() * 2 - 1));
            }
        }
        return signal;
    }
}
