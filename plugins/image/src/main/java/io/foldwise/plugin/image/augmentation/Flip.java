package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/** Mirrors images and their masks at random. */
@Description("Mirrors images and their masks at random")
public final class Flip implements Augmentation {

    private final Params params;
    private final ImagesAndMasks pixels;

    /** How often. */
    public record Params(
            @Description("Chance that left and right change places") @Default("0.5") @DecimalMin("0") @DecimalMax("1")
            double horizontal,

            @Description("Chance that top and bottom change places") @Default("0") @DecimalMin("0") @DecimalMax("1")
            double vertical) {}

    @Inject
    public Flip(Params params, InputShape.Image image, Task task) {
        this.params = params;
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        boolean columns = random.nextDouble() < params.horizontal();
        boolean rows = random.nextDouble() < params.vertical();
        return rows || columns ? pixels.moved(example, image -> mirrored(image, rows, columns)) : example;
    }

    private static Tensor mirrored(Tensor image, boolean rows, boolean columns) {
        int height = image.shape()[0];
        int width = image.shape()[1];
        int channels = image.shape()[2];
        float[] from = image.values();
        float[] to = new float[from.length];
        for (int row = 0; row < height; row++) {
            int source = (rows ? height - 1 - row : row) * width * channels;
            int target = row * width * channels;
            if (!columns) {
                System.arraycopy(from, source, to, target, width * channels);
                continue;
            }
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    to[target + column * channels + channel] = from[source + (width - 1 - column) * channels + channel];
                }
            }
        }
        return image.with(to);
    }
}
