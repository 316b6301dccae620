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
        return Pixels.from(image, height, width, (row, column) -> {
            int fromRow = rows ? height - 1 - row : row;
            return fromRow * width + (columns ? width - 1 - column : column);
        });
    }
}
