package io.foldwise.plugin.standard.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.NormalNumbers;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/** Adds normal noise to every number of the input. */
@Description("Adds normal noise to every number of the input")
public final class Noise implements Augmentation {

    private final double deviation;

    /** How much. */
    public record Params(
            @Description("Standard deviation of the noise, in units of the features") @Default("0.1") @Positive
            double deviation) {}

    /** @throws IncompatibleException if the input is category numbers */
    @Inject
    public Noise(Params params, InputShape input) {
        if (input instanceof InputShape.Sequence) {
            throw new IncompatibleException("adds noise to measured numbers, but the data gives " + input);
        }
        this.deviation = params.deviation();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        float[] values = example.input().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (deviation * NormalNumbers.next(random));
        }
        return example.withInput(example.input().with(values));
    }
}
