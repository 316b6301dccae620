package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/** Multiplies a whole signal by one factor, {@code U(low, high)}, as electrodes with more or less contact do. */
@Description("Multiplies a whole signal by one factor, drawn from low to high")
public final class Gain implements Augmentation {

    private final Params params;

    /** How much. */
    public record Params(
            @Description("The smallest factor") @Default("0.85") @DecimalMin(value = "0", inclusive = false)
            double low,

            @Description("The largest factor") @Default("1.15") @DecimalMin(value = "0", inclusive = false)
            double high) {

        public Params {
            if (low > high) {
                throw new IllegalArgumentException("low must not be above high");
            }
        }
    }

    @Inject
    public Gain(Params params, InputShape.Signal signal) {
        this.params = params;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        float factor = (float) (params.low() + random.nextDouble() * (params.high() - params.low()));
        Tensor signal = example.input();
        float[] values = signal.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return example.withInput(signal.with(values));
    }
}
