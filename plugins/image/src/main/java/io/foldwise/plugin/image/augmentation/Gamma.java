package io.foldwise.plugin.image.augmentation;

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
 * Makes the dark parts of images brighter and less rich, or the other way round: {@code min + (max - min) ((x - min) / (max -
 * min))^g}, with {@code g = U(least, most)} and the least and the greatest value of the image itself.
 */
@Description("Bends the brightness of images by a power")
public final class Gamma implements Augmentation {

    /** Powers are looked up in a table of so many steps, and interpolated. */
    private static final int STEPS = 4096;

    private final Params params;

    /** Which powers. */
    public record Params(
            @Description("Least exponent; below 1 brightens") @Default("0.8") @Positive
            double least,

            @Description("Greatest exponent; above 1 darkens") @Default("1.2") @Positive
            double most) {

        public Params {
            if (least > most) {
                throw new IllegalArgumentException("least, " + least + ", is more than most, " + most);
            }
        }
    }

    @Inject
    public Gamma(Params params, InputShape.Image image) {
        this.params = params;
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        double exponent = Draw.between(params.least(), params.most(), random);
        ValueRange range = ValueRange.of(example.input());
        return range.width() > 0 ? example.withInput(bent(example.input(), range, exponent)) : example;
    }

    private static Tensor bent(Tensor image, ValueRange range, double exponent) {
        float[] powers = new float[STEPS + 2];
        for (int step = 0; step <= STEPS; step++) {
            double power = StrictMath.pow(step / (double) STEPS, exponent);
            powers[step] = (float) (range.low() + range.width() * power);
        }
        powers[STEPS + 1] = powers[STEPS]; // is read with weight 0
        float scale = STEPS / range.width();
        float[] values = image.values();
        float[] changed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float at = Math.min(STEPS, scale * (values[i] - range.low()));
            int step = (int) at;
            changed[i] = powers[step] + (at - step) * (powers[step + 1] - powers[step]);
        }
        return image.with(changed);
    }
}
