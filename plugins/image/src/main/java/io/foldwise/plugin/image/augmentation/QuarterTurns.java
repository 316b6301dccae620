package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import java.util.SplittableRandom;

/** Turns square images and their masks by 0, 90, 180 or 270 degrees, each as often; no pixel changes its value. */
@Description("Turns square images and their masks by 0, 90, 180 or 270 degrees, each as often")
public final class QuarterTurns implements Augmentation {

    private static final int TURNS = 4;

    private final ImagesAndMasks pixels;

    /** There is nothing to set. */
    public record Params() {}

    /** @throws IncompatibleException if images are not square */
    @Inject
    public QuarterTurns(Params params, InputShape.Image image, Task task) {
        image.requireNotUpright();
        if (image.height() != image.width()) {
            throw new IncompatibleException("turns square images, but the data gives " + image
                    + "; 'flip' and 'shift-scale-rotate' keep the size of others");
        }
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int turns = Draw.below(TURNS, random);
        return turns == 0 ? example : pixels.moved(example, image -> turned(image, turns));
    }

    /** Turned to the left. */
    private static Tensor turned(Tensor image, int turns) {
        int size = image.shape()[0];
        int last = size - 1;
        return Pixels.from(image, size, size, (row, column) -> switch (turns) {
            case 1 -> column * size + last - row;
            case 2 -> (last - row) * size + last - column;
            default -> (last - column) * size + row;
        });
    }
}
