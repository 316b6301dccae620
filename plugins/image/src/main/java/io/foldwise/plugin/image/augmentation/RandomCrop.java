package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cuts a part out of images and their masks, at a new place every time. Images are validated and predicted whole.
 *
 * <p>With {@code positives-share}, so many of the parts hold a pixel of a mask, chosen at random from all of the image's; others,
 * and those of images with empty masks, lie anywhere.
 */
@Description("Trains on parts of images, cut out at random places together with their masks")
public final class RandomCrop implements Augmentation {

    private final ImagesAndMasks pixels;
    private final double positivesShare;
    private final int height;
    private final int width;

    /** Which parts. */
    public record Params(
            @Description(value = "Height and width of a part; one number for both", unit = "pixels")
            @Size(min = 1, max = 2)
            List<@Min(1) Integer> size,

            @Description("Share of parts that hold a pixel of a mask, where an image has any")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("1")
            double positivesShare) {}

    /** @throws IncompatibleException if images are smaller than the parts, or there are no masks to look at */
    @Inject
    public RandomCrop(Params params, InputShape.Image image, Task task) {
        ImageSize size = ImageSize.of(params.size());
        this.height = size.height();
        this.width = size.width();
        this.pixels = new ImagesAndMasks(task, image);
        this.positivesShare = params.positivesShare();
        if (height > image.height() || width > image.width()) {
            throw new IncompatibleException("cuts out parts of " + size + ", but is given " + image);
        }
        if (height != image.height() || width != image.width()) {
            ImagesAndMasks.requireAnySize(task);
        }
        if (positivesShare > 0 && !pixels.anyMasks()) {
            throw new IncompatibleException("positives-share looks at masks, but the data asks for none");
        }
    }

    @Override
    public InputShape output(InputShape input) {
        return ((InputShape.Image) input).ofSize(height, width);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] shape = example.input().shape();
        int rows = shape[0] - height + 1;
        int columns = shape[1] - width + 1;
        boolean wanted = random.nextDouble() < positivesShare;
        Optional<int[]> positive = wanted ? positive(example, random) : Optional.empty();
        int top =
                positive.map(pixel -> around(pixel[0], height, rows, random)).orElseGet(() -> Draw.below(rows, random));
        int left = positive.map(pixel -> around(pixel[1], width, columns, random))
                .orElseGet(() -> Draw.below(columns, random));
        return pixels.moved(example, image -> ImageTensors.part(image, top, left, height, width));
    }

    /** A beginning of a part of a length that holds a place, of those below an end. */
    private static int around(int place, int length, int end, SplittableRandom random) {
        int first = Math.max(0, place - length + 1);
        int last = Math.min(end - 1, place);
        return first + Draw.below(last - first + 1, random);
    }

    /** Row and column of a pixel that belongs to a mask. */
    private Optional<int[]> positive(Example example, SplittableRandom random) {
        int columns = example.input().shape()[1];
        int[] found = pixels.masks(example).stream()
                .flatMapToInt(RandomCrop::positives)
                .sorted()
                .distinct()
                .toArray();
        if (found.length == 0) {
            return Optional.empty();
        }
        int pixel = found[Draw.below(found.length, random)];
        return Optional.of(new int[] {pixel / columns, pixel % columns});
    }

    private static IntStream positives(Tensor mask) {
        int classes = mask.shape()[2];
        return IntStream.range(0, mask.values().length)
                .filter(cell -> mask.values()[cell] > 0.5)
                .map(cell -> cell / classes);
    }
}
