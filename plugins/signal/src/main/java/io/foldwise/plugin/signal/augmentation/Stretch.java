package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/**
 * Makes a signal slower or faster by one factor, {@code U(low, high)}, with linear interpolation; its length stays. A slower signal
 * is cut at a random place; a faster one is put at a random place, and its first and last values are repeated around it. What
 * depends on durations, such as a rate, changes with it: take factors near 1 where it is asked for.
 */
@Description("Makes a signal slower or faster by a random factor; its length stays")
public final class Stretch implements Augmentation {

    private final Params params;

    /** How much. */
    public record Params(
            @Description("The smallest factor; below 1 is faster") @Default("0.8") @DecimalMin("0.1") @DecimalMax("10")
            double low,

            @Description("The largest factor; above 1 is slower") @Default("1.2") @DecimalMin("0.1") @DecimalMax("10")
            double high) {

        public Params {
            if (low > high) {
                throw new IllegalArgumentException("low must not be above high");
            }
        }
    }

    @Inject
    public Stretch(Params params, InputShape.Signal signal) {
        this.params = params;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor signal = example.input();
        int last = signal.shape()[0] - 1;
        int channels = signal.shape()[1];
        double factor = Draw.between(params.low(), params.high(), random);
        double start = random.nextDouble() * last * (1 - 1 / factor); // before the signal where it is to be faster
        float[] from = signal.values();
        float[] values = new float[from.length];
        for (int step = 0; step <= last; step++) {
            double place = Math.max(0, Math.min(last, start + step / factor));
            int before = (int) place;
            int after = Math.min(last, before + 1);
            float share = (float) (place - before);
            for (int channel = 0; channel < channels; channel++) {
                float value = from[before * channels + channel];
                values[step * channels + channel] = value + share * (from[after * channels + channel] - value);
            }
        }
        return example.withInput(signal.with(values));
    }
}
