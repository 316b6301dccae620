package io.foldwise.plugin.signal.filter;

import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMin;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps a band of frequencies: a high-pass and a low-pass of Butterworth, each of second order and run forward and backward, so that
 * nothing is delayed and amplitudes are {@code 1 / (1 + (low/f)^4)} and {@code 1 / (1 + (f/high)^4)} (but for the bilinear
 * transform's bending): half at a corner.
 */
public record BandPass(
        @Description(value = "Lower corner: what is slower, such as a wandering baseline, is taken out", unit = "Hz")
        Optional<@DecimalMin(value = "0", inclusive = false) Double> low,

        @Description(value = "Upper corner: what is faster, such as the noise of muscles, is taken out", unit = "Hz")
        Optional<@DecimalMin(value = "0", inclusive = false) Double> high) {

    public BandPass {
        if (low.isEmpty() && high.isEmpty()) {
            throw new IllegalArgumentException("band-pass needs low, high or both");
        }
        if (low.isPresent() && high.isPresent() && low.get() >= high.get()) {
            throw new IllegalArgumentException("low must be below high");
        }
    }

    /** The highest corner: a signal needs more than twice as many steps in a second. */
    public double corner() {
        return high.or(() -> low).orElseThrow();
    }

    /**
     * A signal's channels, filtered.
     *
     * @param signal {@code [time, channels]}
     * @param rate steps in a second
     * @throws IllegalArgumentException if a corner is not below half of the rate
     */
    public float[] apply(float[] signal, int channels, double rate) {
        if (corner() >= rate / 2) {
            throw new IllegalArgumentException(
                    "band-pass at " + corner() + " Hz needs a signal of more than twice that rate");
        }
        float[] filtered = new float[signal.length];
        double[] one = new double[signal.length / channels];
        for (int channel = 0; channel < channels; channel++) {
            for (int step = 0; step < one.length; step++) {
                one[step] = signal[step * channels + channel];
            }
            double[] kept = one;
            if (low.isPresent() && constant(one)) {
                kept = new double[one.length]; // and not the rounding of one, which normalising would make large
            } else if (low.isPresent()) {
                kept = filter(Biquad.highPass(low.get(), rate), kept, rate / low.get());
            }
            if (high.isPresent()) {
                kept = filter(Biquad.lowPass(high.get(), rate), kept, rate / high.get());
            }
            for (int step = 0; step < kept.length; step++) {
                filtered[step * channels + channel] = (float) kept[step];
            }
        }
        return filtered;
    }

    private static boolean constant(double[] signal) {
        return Arrays.stream(signal).allMatch(value -> value == signal[0]);
    }

    /** Ends are continued for a period of the corner. */
    private static double[] filter(Biquad filter, double[] signal, double period) {
        return filter.forwardAndBackward(signal, (int) Math.min(signal.length - 1.0, Math.ceil(period)));
    }
}
