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
 * Makes images brighter or darker, by a shift, {@code x + U(-limit, limit) (max - min)}, or by a factor, {@code min + (1 + U(-limit,
 * limit)) (x - min)}, with the least and the greatest value of the image itself; values beyond these become these. Normalised images
 * do not say what was black, and their darkest value stands for it.
 */
@Description("Makes images brighter or darker")
public final class Brightness implements Augmentation {

    private final Params params;

    /** How much. */
    public record Params(
            @Description("Largest change: of a shift, as a share of what lies between the image's darkest and brightest"
                    + " value; of a factor, from 1")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("1")
            double limit,

            @Description("What changes values: shift, the same for all, or factor, which leaves the darkest one")
            @Default("shift")
            By by) {}

    /** What changes values. */
    public enum By {
        SHIFT,
        FACTOR
    }

    @Inject
    public Brightness(Params params, InputShape.Image image) {
        this.params = params;
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        ValueRange range = ValueRange.of(example.input());
        double change = Draw.within(params.limit(), random);
        return example.withInput(
                params.by() == By.SHIFT
                        ? range.line(example.input(), 1, change * range.width())
                        : range.line(example.input(), 1 + change, -change * range.low()));
    }
}
