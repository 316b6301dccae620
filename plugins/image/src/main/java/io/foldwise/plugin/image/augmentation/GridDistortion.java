package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.SplittableRandom;

/**
 * Divides images and their masks into a grid of equal cells, and stretches or squeezes each row and each column of it by a
 * factor of its own, {@code 1 + U(-limit, limit)}, all of them together by what it takes to fill the image again: the image's
 * border stays where it is.
 */
@Description("Stretches and squeezes the rows and columns of a grid laid over images and their masks")
public final class GridDistortion implements Augmentation {

    private final Params params;
    private final ImagesAndMasks pixels;

    /** How fine and how much. */
    public record Params(
            @Description("Rows and columns of the grid") @Default("5") @Min(2)
            int steps,

            @Description("Largest change of a cell's size") @Default("0.3") @DecimalMin("0") @DecimalMax("0.9")
            double limit) {}

    @Inject
    public GridDistortion(Params params, InputShape.Image image, Task task) {
        this.params = params;
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        float[] rows = places(example.input().shape()[0], random);
        float[] columns = places(example.input().shape()[1], random);
        return pixels.warped(example, Warp.separable(rows, columns));
    }

    /** Where the places along one side come from. */
    private float[] places(int size, SplittableRandom random) {
        double[] ends = new double[params.steps() + 1];
        for (int step = 0; step < params.steps(); step++) {
            ends[step + 1] = ends[step] + 1 + Draw.within(params.limit(), random);
        }
        float[] places = new float[size];
        for (int place = 1; place < size; place++) {
            double at = place / (size - 1.0) * params.steps();
            int step = Math.min(params.steps() - 1, (int) at);
            double grid = ends[step] + (at - step) * (ends[step + 1] - ends[step]);
            places[place] = (float) (grid / ends[params.steps()] * (size - 1));
        }
        return places;
    }
}
