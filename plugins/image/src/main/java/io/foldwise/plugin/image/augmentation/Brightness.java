package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/**
 * Makes images brighter or darker, {@code x + U(-limit, limit) (max - min)}, with the least and the greatest value of the image
 * itself; values beyond these become these.
 */
@Description("Makes images brighter or darker")
public final class Brightness implements Augmentation {

    private final double limit;

    /** How much. */
    public record Params(
            @Description("Largest change, as a share of what lies between the image's darkest and brightest value")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("1")
            double limit) {}

    @Inject
    public Brightness(Params params, InputShape.Image image) {
        this.limit = params.limit();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        ValueRange range = ValueRange.of(example.input());
        return example.withInput(range.line(example.input(), 1, Draw.within(limit, random) * range.width()));
    }
}
