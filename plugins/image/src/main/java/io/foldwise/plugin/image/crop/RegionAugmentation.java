package io.foldwise.plugin.image.crop;

import io.foldwise.plugin.image.augmentation.ImagesAndMasks;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import java.util.SplittableRandom;

/**
 * Trains on the region of each image that one of its channels marks, such as the lung fields that an earlier run has found and that
 * {@code stacked} lays behind the image. The inference {@code region} of the same parameters predicts as it is trained.
 */
@Description("Trains on the region that one of an image's channels marks, such as lung fields of an earlier run")
public final class RegionAugmentation implements Augmentation {

    private final Region region;
    private final ImagesAndMasks pixels;

    /** Which region. */
    public record Params(@Inline RegionParams region) {}

    /** @throws IncompatibleException if images have no such channel, or masks have one size only */
    @Inject
    public RegionAugmentation(Params params, InputShape.Image image, Task task) {
        this.region = new Region(params.region(), image);
        this.pixels = new ImagesAndMasks(task, image);
        ImagesAndMasks.requireAnySize(task);
    }

    @Override
    public InputShape output(InputShape input) {
        return ((InputShape.Image) input)
                .ofSize(region.size().height(), region.size().width());
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Box box = region.box(example.input());
        return pixels.moved(example, image -> region.image(image, box), mask -> region.mask(mask, box));
    }
}
