package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/**
 * Raises or lowers the contrast of images, {@code mean + (1 + U(-limit, limit)) (x - mean)}, with the mean of the image itself;
 * values beyond its least and its greatest one become these.
 */
@Description("Raises or lowers the contrast of images")
public final class Contrast implements Augmentation {

    private final double limit;

    /** How much. */
    public record Params(
            @Description("Largest change of the factor, which is 1 + U(-limit, limit)")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("1")
            double limit) {}

    @Inject
    public Contrast(Params params, InputShape.Image image) {
        this.limit = params.limit();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        double factor = 1 + Draw.within(limit, random);
        double mean = Mean.of(example.input());
        return example.withInput(ValueRange.of(example.input()).line(example.input(), factor, mean * (1 - factor)));
    }
}
