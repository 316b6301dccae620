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
import jakarta.validation.constraints.PositiveOrZero;
import java.util.SplittableRandom;

/**
 * Bends images and their masks as a lens does: a pixel at {@code p}, seen from the centre in units of the image's height and
 * width, comes from {@code p (1 + k r^2 + k r^4)}, with {@code r = |p|} and one {@code k = U(-limit, limit)} of each image: a
 * barrel where it is positive, a cushion where it is negative. Beyond the border the image is reflected. A limit above 0.36 folds
 * the corners of some images over; the 2 of published recipes folds whole borders.
 *
 * @see <a href="https://doi.org/10.1109/34.888718">Zhang 2000</a>, equations 11 and 12
 */
@Description("Bends images and their masks as a lens does")
public final class OpticalDistortion implements Augmentation {

    private final Params params;
    private final ImagesAndMasks pixels;

    /** How much. */
    public record Params(
            @Description("Largest k, to either side") @Default("0.3") @PositiveOrZero @DecimalMax("4")
            double limit,

            @Description(value = "How far the centre is shifted at most", unit = "pixels")
            @Default("0.5")
            @PositiveOrZero
            double shift) {}

    @Inject
    public OpticalDistortion(Params params, InputShape.Image image, Task task) {
        this.params = params;
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int height = example.input().shape()[0];
        int width = example.input().shape()[1];
        double k = Draw.within(params.limit(), random);
        double middleRow = (height - 1) / 2.0 + Draw.within(params.shift(), random);
        double middleColumn = (width - 1) / 2.0 + Draw.within(params.shift(), random);
        Warp warp = Warp.identity(height, width);
        for (int pixel = 0; pixel < height * width; pixel++) {
            double down = (warp.rows()[pixel] - middleRow) / height;
            double right = (warp.columns()[pixel] - middleColumn) / width;
            double square = down * down + right * right;
            double bend = k * square * (1 + square);
            warp.rows()[pixel] += (float) (bend * down * height);
            warp.columns()[pixel] += (float) (bend * right * width);
        }
        return pixels.warped(example, warp);
    }
}
