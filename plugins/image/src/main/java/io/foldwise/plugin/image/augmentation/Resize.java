package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains on images and masks of another size than they are predicted in. Images are interpolated bilinearly, where they shrink with
 * as wide a triangle as a new pixel needs; of masks the nearest pixel is taken.
 */
@Description("Trains on images and masks of another size; they are validated and predicted in their own")
public final class Resize implements Augmentation {

    private final ImageSize size;
    private final ImagesAndMasks pixels;

    /** Which size. */
    public record Params(
            @Description(value = "Height and width; one number for both", unit = "pixels") @Size(min = 1, max = 2)
            List<@Min(1) @Max(8192) Integer> size) {}

    /** @throws IncompatibleException if masks have one size only */
    @Inject
    public Resize(Params params, InputShape.Image image, Task task) {
        this.size = ImageSize.of(params.size());
        this.pixels = new ImagesAndMasks(task, image);
        ImagesAndMasks.requireAnySize(task);
    }

    @Override
    public InputShape output(InputShape input) {
        return ((InputShape.Image) input).ofSize(size.height(), size.width());
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        return pixels.moved(
                example,
                image -> ImageTensors.smooth(image, size.height(), size.width()),
                mask -> ImageTensors.nearest(mask, size.height(), size.width()));
    }
}
