package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/**
 * Adds a slow sine to every lead, as breathing does: {@code a sin(2 pi f t + p)} with one frequency {@code f} for all leads, and an
 * amplitude {@code a = U(0, amplitude)} and a phase {@code p} for each.
 */
@Description("Adds a slow sine to every lead, as breathing does")
public final class BaselineWander implements Augmentation {

    private final Params params;
    private final double rate;

    /** How much and how slow. */
    public record Params(
            @Description("The largest amplitude, in units of the features: millivolts, unless the reader normalises")
            @Default("0.1")
            @Positive
            double amplitude,

            @Description(value = "The smallest frequency", unit = "Hz") @Default("0.2") @Positive
            double low,

            @Description(value = "The largest frequency", unit = "Hz") @Default("1") @Positive
            double high) {

        public Params {
            if (low > high) {
                throw new IllegalArgumentException("low must not be above high");
            }
        }
    }

    @Inject
    public BaselineWander(Params params, InputShape.Signal signal) {
        this.params = params;
        this.rate = signal.rate();
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor signal = example.input();
        int steps = signal.shape()[0];
        int channels = signal.shape()[1];
        float[] values = signal.values().clone();
        double turn = 2 * Math.PI * Draw.between(params.low(), params.high(), random) / rate;
        for (int channel = 0; channel < channels; channel++) {
            double amplitude = Draw.between(0, params.amplitude(), random);
            double phase = Draw.between(0, 2 * Math.PI, random);
            for (int step = 0; step < steps; step++) {
                values[step * channels + channel] += (float) (amplitude * StrictMath.sin(turn * step + phase));
            }
        }
        return example.withInput(signal.with(values));
    }
}
