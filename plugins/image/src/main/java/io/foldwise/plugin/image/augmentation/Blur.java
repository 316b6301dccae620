package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/** Blurs images by a Gaussian filter of standard deviation {@code U(0, sigma)}. */
@Description("Blurs images")
public final class Blur implements Augmentation {

    private final double sigma;

    /** How much. */
    public record Params(
            @Description(value = "Largest standard deviation of the filter", unit = "pixels")
            @Default("1.5")
            @Positive
            @DecimalMax("100")
            double sigma) {}

    @Inject
    public Blur(Params params, InputShape.Image image) {
        this.sigma = params.sigma();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor image = example.input();
        int[] shape = image.shape();
        Gaussian filter = Gaussian.of(Draw.between(0, sigma, random));
        return example.withInput(image.with(filter.smooth(image.values(), shape[0], shape[1], shape[2])));
    }
}
