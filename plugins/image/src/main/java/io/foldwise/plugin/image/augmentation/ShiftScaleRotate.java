package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/**
 * Turns images and their masks around the centre, scales and shifts them, each by a uniform number, in one resampling. Beyond
 * the border the image is reflected.
 */
@Description("Shifts, scales and turns images and their masks; beyond the border the image is reflected")
public final class ShiftScaleRotate implements Augmentation {

    private static final double RIGHT_ANGLE = 90;

    private final Params params;
    private final ImagesAndMasks pixels;

    /** How much at most, to either side. */
    public record Params(
            @Description("Largest shift, as a share of height and width")
            @Default("0.0625")
            @DecimalMin("0")
            @DecimalMax("1")
            double shift,

            @Description("Largest change of the scale, which is 1 + U(-scale, scale)")
            @Default("0.1")
            @DecimalMin("0")
            @DecimalMax("0.9")
            double scale,

            @Description(value = "Largest angle", unit = "degrees") @Default("45") @DecimalMin("0") @DecimalMax("180")
            double rotate) {}

    /** @throws IncompatibleException if images are upright, and turned by a right angle or more */
    @Inject
    public ShiftScaleRotate(Params params, InputShape.Image image, Task task) {
        if (params.rotate() >= RIGHT_ANGLE) {
            image.requireNotUpright();
        }
        this.params = params;
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int height = example.input().shape()[0];
        int width = example.input().shape()[1];
        double degrees = Draw.within(params.rotate(), random);
        double scale = 1 + Draw.within(params.scale(), random);
        double down = Draw.within(params.shift(), random) * height;
        double right = Draw.within(params.shift(), random) * width;
        return pixels.warped(example, Warp.affine(height, width, Affine.similarity(degrees, scale, down, right)));
    }
}
