package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Moves the pixels of an example's image and of its masks together. The head that asks whether masks have a pixel follows them: parts
 * without any are empty.
 */
public final class ImagesAndMasks {

    private static final int RANK = 3;
    private static final int FOLLOWS = -1;

    private final List<Boolean> masks;
    private final Optional<NonEmptyHead> nonEmpty;

    /** @throws IncompatibleException if there is a head that is neither a row of numbers nor a mask of the image's size */
    public ImagesAndMasks(Task task, InputShape.Image image) {
        task.heads().forEach(head -> require(head, image));
        this.masks =
                task.heads().stream().map(head -> !(head instanceof RowHead)).toList();
        this.nonEmpty = NonEmptyHead.of(task);
    }

    private static void require(Head head, InputShape.Image image) {
        long[] shape = head.logits();
        boolean mask = shape.length == RANK && fits(shape[0], image.height()) && fits(shape[1], image.width());
        if (!mask && !(head instanceof RowHead)) {
            throw new IncompatibleException("moves images of " + image.height() + " x " + image.width()
                    + " pixels and their masks, and does not know how '" + head.name() + "' follows, "
                    + Arrays.toString(shape));
        }
    }

    private static boolean fits(long pixels, int image) {
        return pixels == FOLLOWS || pixels == image;
    }

    /**
     * What changes the size of images asks for this, too.
     *
     * @throws IncompatibleException if there is a mask that has one size only
     */
    public static void requireAnySize(Task task) {
        for (Head head : task.heads()) {
            if (!(head instanceof RowHead) && head.logits()[0] != FOLLOWS) {
                throw new IncompatibleException(
                        "changes the size of images, but '" + head.name() + "' has one size only");
            }
        }
    }

    /** Images are interpolated, of masks the nearest pixel is taken, so that their values stay what they are. */
    Example warped(Example example, Warp warp) {
        return moved(example, warp::interpolated, warp::nearest);
    }

    /** @param move moves pixels to other places and changes none */
    Example moved(Example example, UnaryOperator<Tensor> move) {
        return moved(example, move, move);
    }

    /**
     * @param image what becomes of the image
     * @param mask what becomes of each mask
     */
    public Example moved(Example example, UnaryOperator<Tensor> image, UnaryOperator<Tensor> mask) {
        List<Tensor> before = example.targets();
        List<Tensor> after = IntStream.range(0, masks.size())
                .mapToObj(head -> masks.get(head) ? mask.apply(before.get(head)) : before.get(head))
                .toList();
        return new Example(
                image.apply(example.input()),
                nonEmpty.map(head -> head.follow(before, after)).orElse(after));
    }

    /** Whether there are masks at all. */
    boolean anyMasks() {
        return masks.contains(true);
    }

    /** The masks of an example. */
    List<Tensor> masks(Example example) {
        return IntStream.range(0, masks.size())
                .filter(masks::get)
                .mapToObj(example.targets()::get)
                .toList();
    }
}
