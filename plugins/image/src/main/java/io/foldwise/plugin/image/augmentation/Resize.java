package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.pixel.Resampling;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
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
        return new InputShape.Image(size.height(), size.width(), ((InputShape.Image) input).channels());
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        return pixels.moved(example, this::smooth, this::nearest);
    }

    private Tensor smooth(Tensor image) {
        int[] shape = image.shape();
        float[] values = Resampling.smooth(image.values(), shape[0], shape[1], shape[2], size.height(), size.width());
        return new Tensor(values, size.height(), size.width(), shape[2]);
    }

    private Tensor nearest(Tensor mask) {
        int[] rows = Resampling.nearest(mask.shape()[0], size.height());
        int[] columns = Resampling.nearest(mask.shape()[1], size.width());
        int width = mask.shape()[1];
        return Pixels.from(mask, size.height(), size.width(), (row, column) -> rows[row] * width + columns[column]);
    }
}
